"""Everything that one writer left as plain data, in the order in which they were written."""

from typing import Any

from comments import addresses, privacy
from comments.models import Appeal, Comment, WriterAddress

FORMAT = "clinic-cms replies 1"


def everything_of(writer: WriterAddress) -> dict[str, Any]:
    """Return a document with all that came with an address; an empty list where there is none."""
    replies = privacy.replies_of(writer).select_related(
        "article", "edition", "decision", "appeal", "parent"
    )
    return {
        "format": FORMAT,
        "address_confirmed_at": _when(writer.confirmed_at),
        "replies": [_reply(reply) for reply in replies],
        "reports_of_errors": [
            {
                "page": report.edition.title,
                "edition": report.edition.number,
                "passage": report.passage,
                "wrong": report.wrong,
                "email": report.email,
                "sent_at": _when(report.created_at),
            }
            for report in addresses.reports_with(writer.hash).select_related("edition")
        ],
    }


def _reply(reply: Comment) -> dict[str, Any]:
    decision = reply.decision
    appeal: Appeal | None = getattr(reply, "appeal", None)
    return {
        "id": reply.public_id,
        "page": reply.edition.title,
        "edition": reply.edition.number,
        "in_reply_to": reply.parent.public_id if reply.parent else None,
        "name": reply.name,
        "email": reply.email,
        "text": reply.text,
        "written_at": _when(reply.created_at),
        "consent": {"version": reply.consent_version, "given_at": _when(reply.consent_at)},
        "state": reply.status,
        "decided_at": _when(decision.created_at) if decision else None,
        "reason": decision.reason_told if decision else "",
        "taken_out": [
            {"mark": redaction.mark, "reason": redaction.reason_told}
            for redaction in reply.redactions.standing()
        ],
        "screening": [
            {"found": finding["reason"], "words": reply.text[finding["start"] : finding["end"]]}
            for finding in reply.findings
        ],
        "appeal": {"text": appeal.text, "state": appeal.state, "sent_at": _when(appeal.created_at)}
        if appeal
        else None,
    }


def _when(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
