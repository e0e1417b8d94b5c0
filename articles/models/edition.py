"""Editions: what readers see, frozen at publication. Only the end may be set, once."""

from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.models.article import ArticleKind
from clinic_cms.clinic.models.immutable import Immutable, ImmutableQuerySet, RowIsFrozen


class EditionQuerySet(ImmutableQuerySet):
    """Which editions?"""

    def live(self, at: datetime | None = None) -> "EditionQuerySet":
        """Return the editions that readers see at a moment, at most one an article.

        An edition is live from ``live_from`` until it is withdrawn or a later one has begun. A later
        one that was cancelled before it began never counts. Computed when read: no job has to run.
        """
        now = at or timezone.now()
        begun_later = (
            Edition.objects.filter(
                article=OuterRef("article"), number__gt=OuterRef("number"), live_from__lte=now
            )
            .exclude(live_until__lte=F("live_from"))
            .order_by()
        )
        return (
            self.filter(live_from__lte=now)
            .filter(Q(live_until__isnull=True) | Q(live_until__gt=now))
            .filter(~Exists(begun_later))
        )

    def ever_live(self, at: datetime | None = None) -> "EditionQuerySet":
        """Return the editions that readers see at a moment or have seen before."""
        return self.filter(live_from__lte=at or timezone.now()).exclude(
            live_until__lte=F("live_from")
        )

    def scheduled(self, at: datetime | None = None) -> "EditionQuerySet":
        """Return the editions that at a moment have not begun, and were not cancelled."""
        return self.filter(live_from__gt=at or timezone.now(), live_until__isnull=True)

    def overdue(self) -> "EditionQuerySet":
        """Return those whose next review was due before today; on the day itself it is in time."""
        return self.filter(next_review_due__lt=timezone.localdate())

    def stale(self) -> "EditionQuerySet":
        """Return those that readers see or will see, and that show what a record no longer says."""
        # Here: what a record says today is known one storey up.
        from articles import staleness

        return staleness.stale(self.live() | self.scheduled())

    def guides(self) -> "EditionQuerySet":
        """Return the editions of guides, newest first."""
        return self.filter(kind=ArticleKind.GUIDE).order_by("-live_from", "-pk")

    def policies(self) -> "EditionQuerySet":
        """Return the editions of policies, by title."""
        return self.filter(kind=ArticleKind.POLICY).order_by("title")

    def for_lists(self) -> "EditionQuerySet":
        """Leave out the long columns, which lists never show."""
        return self.defer("payload", "byline", "html", "search_text")

    def covering(self, kind: str, slug: str) -> "EditionQuerySet":
        """Return the editions whose frozen facts hold this record, the last frozen of them first.

        Not the last begun: a page that was scheduled long ago begins with the facts of that day.
        """
        return self.filter(subjects__kind=kind, subjects__slug=slug).order_by("-pk")


class Edition(models.Model):
    """One publication of an article.

    ``payload`` is an ``articles.payload.Content``, ``byline`` a ``Byline``, ``html`` the page's text
    as it was drawn. ``sha256`` seals them together with the seal of the edition before.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ArticleKind)
    slug = models.SlugField(_("address"), max_length=120, db_index=True)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300)
    payload = models.JSONField()
    byline = models.JSONField()
    html = models.TextField()
    search_text = models.TextField()
    last_reviewed = models.DateField()
    next_review_due = models.DateField()
    content_sha256 = models.CharField(_("checksum (SHA-256) of the content"), max_length=64)
    previous_sha256 = models.CharField(
        _("checksum (SHA-256) of the edition before"), max_length=64, blank=True
    )
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, unique=True)
    review = models.ForeignKey("articles.Review", on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-number")
        indexes = [
            models.Index(fields=("kind", "-live_from", "-id"), name="edition_newest_first"),
            models.Index(fields=("slug", "-number"), name="edition_by_slug"),
            models.Index(
                fields=("live_until",), name="edition_by_end", condition=Q(live_until__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("article", "number"),
                name="edition_number_once",
                violation_error_message=_("This article already has an edition of that number."),
            ),
            models.CheckConstraint(
                name="edition_number_from_1",
                condition=Q(number__gte=1),
                violation_error_message=_("Editions count from 1."),
            ),
            models.CheckConstraint(
                name="edition_first_has_no_predecessor",
                condition=Q(number=1, previous_sha256="")
                | Q(number__gt=1) & ~Q(previous_sha256=""),
                violation_error_message=_("Each edition but the first names the one before it."),
            ),
            models.CheckConstraint(
                name="edition_kind_known",
                condition=Q(kind__in=ArticleKind.values),
                violation_error_message=_("Choose a kind from the list."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RowIsFrozen(_("An edition never changes."))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address where readers find the article of this edition."""
        name = "articles:detail" if self.kind == ArticleKind.GUIDE else "articles:policy"
        return reverse(name, args=[self.slug])

    @property
    def correction(self) -> str:
        """Return the note on what changed. A first edition corrects nothing, whatever note it was given."""
        return "" if self.number == 1 else str(self.byline["change_note"])

    @override
    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFrozen(_("An edition is never deleted."))

    def end(self, at: datetime) -> bool:
        """Set the end, once. Return whether this call set it."""
        # A plain QuerySet: the manager's own refuses every update.
        rows: models.QuerySet[Edition] = models.QuerySet(Edition)
        return rows.filter(pk=self.pk, live_until__isnull=True).update(live_until=at) == 1


class SubjectKind(models.TextChoices):
    """What an edition can be about or carry."""

    CONDITION = "condition", _("Condition")
    TREATMENT = "treatment", _("Treatment")
    SIDE_EFFECT = "side_effect", _("Side effect")
    AUTHOR = "author", _("Author")
    REVIEWER = "reviewer", _("Reviewer")
    DISCLAIMER = "disclaimer", _("Disclaimer version")
    PICTURE = "picture", _("Picture")


class EditionSubject(Immutable):
    """An index over the frozen facts: which edition carries which record. Written with the edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=12, choices=SubjectKind)
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name",)
        indexes = [models.Index(fields=("kind", "slug", "id"), name="subject_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=("edition", "kind", "slug"),
                name="edition_subject_once",
                violation_error_message=_("The edition already carries this."),
            ),
            models.CheckConstraint(
                name="edition_subject_kind_known",
                condition=Q(kind__in=SubjectKind.values),
                violation_error_message=_("This is not a kind of subject."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"
