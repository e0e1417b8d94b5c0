"""The clinic's own lists of words, beside the rules that ship with the product."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords
from typing_extensions import override

LONGEST_WORDS = 300
MOST_ACTIVE = 500  # every reply is compared with all of them, and with no more


class PhraseList(models.TextChoices):
    """What a match does. Nothing is ever published or refused by a list but by the two last."""

    EMERGENCY = "emergency", "Emergency: show the emergency card, head the queue"
    SELF_HARM = "self_harm", "Self-harm: show the crisis line, head the queue"
    WATCH = "watch", "Watch: mark it for the moderator"
    BLOCK = "block", "Blocked word: do not take the reply"
    DOMAIN = "domain", "Blocked site: do not take links to it or addresses at it"


CLINICAL = (PhraseList.EMERGENCY, PhraseList.SELF_HARM)  # what physicians keep; moderators keep all


class Phrase(models.Model):
    """One line of a list. What is no longer wanted is switched off, so that its history stays."""

    list = models.CharField(max_length=10, choices=PhraseList)
    words = models.CharField(
        max_length=LONGEST_WORDS,
        help_text=(
            "Commas between words that mean the same, a plus between things that must stand in one "
            "sentence, a star for any ending: “numb, no feeling + groin, buttock*”. In the two lists for "
            "emergencies a letter may be wrong. For a site: its name, such as cheap-pills.example."
        ),
    )
    reason = models.CharField(
        max_length=120, blank=True, help_text="What the moderator reads beside the place."
    )
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "line of a word list"
        verbose_name_plural = "word lists"
        ordering = ("list", "words")
        constraints = [
            models.CheckConstraint(
                name="phrase_list_known",
                condition=Q(list__in=PhraseList.values),
                violation_error_message="Choose one of the lists.",
            ),
            models.UniqueConstraint(
                fields=("list", "words"),
                name="phrase_once_per_list",
                violation_error_message="This list has these words already.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.words

    @override
    def clean(self) -> None:
        """Refuse a line that would match nothing or nearly everything, or would be one too many."""
        others = Phrase.objects.filter(active=True).exclude(pk=self.pk)
        if self.active and others.count() >= MOST_ACTIVE:
            raise ValidationError(
                {
                    "active": f"{MOST_ACTIVE} lines are active, and replies are compared with no more. "
                    "Switch one off first."
                }
            )
        if not self.words:
            return  # the field says so
        things = [thing.split(",") for thing in self.words.split("+")]
        if self.list == PhraseList.DOMAIN:
            if "." not in self.words.strip(". ") or len(self.words.split()) != 1:
                raise ValidationError(
                    {"words": "Enter the name of one site, such as site.example."}
                )
            return
        letters = [[sum(c.isalnum() for c in word) for word in thing] for thing in things]
        if not all(any(thing) for thing in letters):
            raise ValidationError({"words": "There must be a word on each side of a plus."})
        if any(0 < count < 2 for thing in letters for count in thing):
            raise ValidationError({"words": "A word needs at least two letters."})
