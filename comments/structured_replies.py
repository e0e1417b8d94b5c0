"""Approved replies as schema.org describes a ``Comment``: what readers see of them, and nothing else."""

from typing import Any

from comments.drawing import Shown


def graph(rows: list[Shown], page: str) -> dict[str, Any]:
    """Return the replies on a page of a thread. ``page`` is the article's address.

    Never an ``Answer``: what a reader writes does not answer a medical question. Empty without replies.
    """
    shown = {row.pk: row for row in rows if not row.erased_at}
    nodes = [_node(row, shown.get(row.parent_id or 0), page) for row in shown.values()]
    return {"@context": "https://schema.org", "@graph": nodes} if nodes else {}


def _node(row: Shown, parent: Shown | None, page: str) -> dict[str, Any]:
    return {
        "@type": "Comment",
        "@id": f"{page}#reply-{row.public_id}",
        "author": {"@type": "Person", "name": row.who},
        "dateCreated": row.created_at.isoformat(timespec="seconds"),
        "text": row.text,
        "parentItem": {"@id": f"{page}#{f'reply-{parent.public_id}' if parent else 'article'}"},
    }
