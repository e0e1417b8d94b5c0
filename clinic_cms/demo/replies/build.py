"""Short ways to write a reply and an answer."""

from clinic_cms.demo.people import PHYSICIANS
from clinic_cms.demo.shapes import Reason, ReplyData, ReplyStatus

_PHYSICIANS = {physician["slug"]: physician for physician in PHYSICIANS}


def reply(
    article: str,
    key: str,
    display_name: str,
    text: str,
    *,
    days_ago: int,
    parent: str | None = None,
    status: ReplyStatus = "approved",
    reason: Reason = "",
    urgent: bool = False,
) -> ReplyData:
    """Return a reader's reply. Its e-mail is made from its key, at a domain for examples."""
    return {
        "article": article,
        "key": key,
        "parent": parent,
        "display_name": display_name,
        "email": f"{key}@example.org",
        "text": text,
        "status": status,
        "reason": reason,
        "urgent": urgent,
        "days_ago": days_ago,
        "answer_by": "",
    }


def answer(article: str, key: str, parent: str, text: str, *, days_ago: int, by: str) -> ReplyData:
    """Return an official answer by the article's author."""
    physician = _PHYSICIANS[by]
    display_name = f"{physician['name']}, {physician['credentials']}"
    return {
        **reply(article, key, display_name, text, days_ago=days_ago, parent=parent),
        "email": "",
        "answer_by": by,
    }
