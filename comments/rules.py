"""The published criteria: what each reason means, in words for readers. They stand here and nowhere else.

The codes and their short names are those of the moderators' queue (``Reason``): one list for both.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Reason
from comments.models.decision import told

MEANS: dict[str, Promise] = {
    Reason.OFF_TOPIC: _("It is not about the page that it stands under."),
    Reason.PERSONAL_DATA: _(
        "It names somebody, or gives details by which a person can be found: a full name, an address, a "
        "number, a date of birth, a record. Often it is enough to take these words out."
    ),
    Reason.MEDICAL_ADVICE: _(
        "It asks what one person should do or take, or tells one person so. That needs somebody who has "
        "examined them."
    ),
    Reason.ABUSE: _("It insults, threatens or shames somebody."),
    Reason.ADVERTISING: _("It sells or promotes something, or leads to a place that does."),
    Reason.UNSAFE: _("It could lead a reader to harm, such as stopping a medicine at once."),
    Reason.DUPLICATE: _("The same words stand here already."),
    Reason.OTHER: _(
        "It is something that this list does not name. Call us if you want to know what."
    ),
}


@dataclass(frozen=True)
class Criterion:
    """One ground on which a reply is not shown."""

    code: str
    title: str
    means: str


def criteria() -> list[Criterion]:
    """Return every criterion, in the order of the queue. Raises KeyError for a reason without words."""
    return [Criterion(reason.value, told(reason), str(MEANS[reason])) for reason in Reason]
