"""What a search looks through: a document for each edition, the words in use, and synonyms."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from typing_extensions import override

from articles.words import LONGEST_WORD, words

LONGEST_KEY = 80
LONGEST_SYNONYM = 5  # words; a search looks up every sequence of so many


class SearchDocument(models.Model):
    """The words of one edition, folded, with one space between. Made from the edition, never edited.

    The indexes over it are not in its migration: ``articles.search.installing`` makes them.
    """

    edition = models.OneToOneField(
        "articles.Edition", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    title = models.TextField()
    names = models.TextField(
        help_text=_("Conditions, treatments and medicines by all their names.")
    )
    text = models.TextField()

    @override
    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some edition holds, folded. It completes what is typed and mends what is misspelt.

    A word may come from an edition that nobody can read yet: it is shown to no reader unless a live
    edition holds it, too.
    """

    word = models.CharField(max_length=LONGEST_WORD, db_index=True)
    named = models.BooleanField(help_text=_("It stands in a title or a name: completed first."))

    class Meta:
        # A word may be here once of each kind: rows are only ever added, so publications never wait
        # for one another.
        constraints = [
            models.UniqueConstraint(
                fields=("word", "named"),
                name="search_word_once",
                violation_error_message=_("This word is known."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.word


class Synonym(models.Model):
    """What patients say, and what our pages say. A search for the one finds the other, not back."""

    word = models.CharField(
        _("patients say"),
        max_length=60,
        help_text=_("A brand name, a lay word or a few words: Advil, slipped disc."),
    )
    means = models.CharField(
        _("our pages say"), max_length=200, help_text=_("One name or several, separated by commas.")
    )
    in_use = models.BooleanField(
        default=True, help_text=_("Switch off what misleads; the history keeps it.")
    )
    key = models.CharField(max_length=LONGEST_KEY, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("word",)
        constraints = [
            models.CheckConstraint(
                name="synonym_has_a_word",
                condition=~models.Q(key=""),
                violation_error_message=_("Patients must say something: enter letters or digits."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.word

    @override
    def save(self, *args: object, **kwargs: object) -> None:
        self.key = " ".join(words(self.word))
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    @override
    def clean(self) -> None:
        super().clean()
        self.key = " ".join(words(self.word))
        if self.word and not self.key:  # an empty field says so itself
            raise ValidationError({"word": _("Enter letters or digits.")})
        if len(self.key) > LONGEST_KEY:  # some signs stand for a whole sentence
            raise ValidationError(
                {"word": _("This is too long when it is written out: shorten it.")}
            )
        if len(self.key.split()) > LONGEST_SYNONYM:
            raise ValidationError(
                {"word": _("Enter at most %(most)d words.") % {"most": LONGEST_SYNONYM}}
            )
        if self.means and not self.meanings():
            raise ValidationError({"means": _("Enter letters or digits.")})
        if Synonym.objects.filter(key=self.key).exclude(pk=self.pk).exists():
            raise ValidationError({"word": _("This is here already: change that line instead.")})

    def meanings(self) -> list[tuple[str, ...]]:
        """Return each of our names as its words."""
        return [found for part in self.means.split(",") if (found := tuple(words(part)))]
