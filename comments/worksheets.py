"""The verb by which a moderator fills in what a side-effect report needs."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic_cms.clinic import audit
from clinic_cms.clinic.models import Act, User
from comments import moderation
from comments.errors import ChangedMeanwhile, Incomplete
from comments.models import Comment, Outcome, Seriousness, SideEffectWorksheet
from comments.screening import side_effects

# Without one of them no regulator takes a report (ICH E2D, 4.1), by the names of the worksheet's fields.
NEEDED = {
    "reporter": "who tells it",
    "patient": "the patient",
    "product": "the medicine or procedure",
    "reaction": "the reaction",
}
CHANGED = (
    "Somebody else changed this worksheet. Look at what it says now, then save yours again if it "
    "should take its place."
)


def has_effect(comment: Comment) -> bool:
    """Say whether a reply speaks of a side effect."""
    return any(found["rule"] == side_effects.RULE for found in comment.findings)


def suggested(comment: Comment) -> dict[str, str]:
    """Return what a reply and its page say already, for an empty worksheet."""
    reactions = dict.fromkeys(
        comment.text[found["start"] : found["end"]]
        for found in comment.findings
        if found["rule"] == side_effects.RULE
    )
    treatments = [treatment["name"] for treatment in comment.edition.payload["treatments"]]
    return {
        "reaction": ", ".join(reactions)[:300],
        "product": treatments[0][:200] if len(treatments) == 1 else "",
    }


@transaction.atomic
def fill_in(
    *, comment: Comment, by: User, version: int, decision: str, **facts: Any
) -> SideEffectWorksheet:
    """Write a reply's worksheet. ``version`` is the one that the person saw, 0 where there was none.

    ``facts``: reporter, patient, product, reaction, seriousness, decided_on. A decision without a day is
    of today; without a decision there is no day.
    """
    moderation.check_moderator(by)
    if comment.written_by_id:
        raise Incomplete("This is the clinic's own answer. Worksheets go with readers' replies.")
    # With the reply in hand: its writer may have erased it after it was opened here.
    if Comment.objects.select_for_update().get(pk=comment.pk).erased_at:
        raise Incomplete(
            "Its writer erased this reply: nothing of it is kept in a worksheet either."
        )
    if version == 0 and _says_nothing(decision, facts):
        raise Incomplete("Nothing was saved: the worksheet is empty. Fill in what the reply tells.")
    if decision == Outcome.REPORTED:
        _refuse_what_is_no_report(facts)
    decided_on = facts.pop("decided_on", None) or timezone.localdate()
    if decision != Outcome.OPEN and decided_on > timezone.localdate():
        raise Incomplete("Nothing was saved: the day of the decision has not come yet.")
    fields = {
        **facts,
        "decision": decision,
        "decided_on": None if decision == Outcome.OPEN else decided_on,
        "filled_by": by,
        "filled_at": timezone.now(),
    }
    if version == 0:
        try:
            with transaction.atomic():
                made = SideEffectWorksheet.objects.create(comment=comment, **fields)
                audit.record(Act.ADDED, made, by=by, note=decision)
                return made
        except IntegrityError as error:
            raise ChangedMeanwhile(CHANGED) from error
    seen = SideEffectWorksheet.objects.filter(comment=comment, version=version)
    if seen.update(version=version + 1, **fields) != 1:
        raise ChangedMeanwhile(CHANGED)
    stored = SideEffectWorksheet.objects.get(comment=comment)
    audit.record(Act.CHANGED, stored, by=by, note=decision)
    return stored


def _refuse_what_is_no_report(facts: dict[str, Any]) -> None:
    missing = [words for name, words in NEEDED.items() if not facts.get(name)]
    if missing:
        raise Incomplete(
            "Nothing was saved: a report to the regulator needs four facts. "
            f"Say as well: {', '.join(missing)}."
        )


def _says_nothing(decision: str, facts: dict[str, Any]) -> bool:
    """Say whether a worksheet holds no more than the form does before anybody has typed."""
    untouched = {"seriousness": Seriousness.UNKNOWN, "decided_on": None}
    return decision == Outcome.OPEN and all(
        not said or said == untouched.get(name) for name, said in facts.items()
    )
