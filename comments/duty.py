"""Replies that tell of an emergency: who has told the duty physician, and when. Nothing writes."""

from clinic_cms.clinic.models import Act, StaffAct
from comments.models import Comment

FIRST = (
    "This reply may tell of an emergency, and a decision is no answer to one. Tell the duty physician and "
    "note it, or tick that nobody needs to be told."
)


def told(comment: Comment) -> StaffAct | None:
    """Return the first note that a physician was told of a reply."""
    about = {"kind": comment._meta.label_lower, "key": str(comment.pk)}
    acts = StaffAct.objects.filter(act=Act.TOLD, **about)
    return acts.select_related("by").order_by("pk").first()


def needs_telling(comment: Comment) -> bool:
    """Say whether a reply has a red flag of which nobody has told a physician."""
    return comment.urgent and told(comment) is None
