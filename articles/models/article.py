"""The working copy of an article. Readers never see it: they see editions."""

import uuid

from ckeditor.fields import RichTextField
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles.models.base import long_text
from articles.validators import validate_web_address
from clinic_cms.clinic.models import User

LONGEST_BODY = 200_000
LONGEST_NOTE = 600


class ArticleKind(models.TextChoices):
    """What sort of page an article makes."""

    GUIDE = "guide", _("Guide for patients")
    POLICY = "policy", _("Policy of the clinic")


class ArticleStatus(models.TextChoices):
    """Where the working copy stands. What readers see is decided by editions, not by this."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Which working copies?"""

    def awaiting_review(self) -> "ArticleQuerySet":
        """Return articles that wait for a reviewer, longest waiting first."""
        return self.filter(status=ArticleStatus.IN_REVIEW).order_by("updated_at", "pk")

    def awaiting_publication(self) -> "ArticleQuerySet":
        """Return approved articles that wait for a publisher."""
        return self.filter(status=ArticleStatus.APPROVED).order_by("updated_at", "pk")

    def of(self, user_id: int | None) -> "ArticleQuerySet":
        """Return the articles that somebody is the author of, or began."""
        return self.filter(Q(author__user=user_id) | Q(created_by=user_id))

    def visible_to(self, user: User | AnonymousUser) -> "ArticleQuerySet":
        """Return the working copies that a member of staff may read: all, or none.

        Authors read each other's drafts, so that two do not write the same page. Moderators read none.
        """
        return self.all() if user.has_perm("articles.view_article") else self.none()


class Article(models.Model):
    """One page's working copy. Only ``articles.publishing`` changes its status."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=ArticleKind, default=ArticleKind.GUIDE)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_(
            "The last part of the page's address, as in /articles/back-pain/. It stays once the page was "
            "published."
        ),
    )
    title = models.CharField(max_length=160)
    summary = models.CharField(
        _("in one sentence"), max_length=300, help_text=_("Shown under the title and in lists.")
    )
    body = RichTextField(
        "text", blank=True, validators=[MaxLengthValidator(LONGEST_BODY)], config_name="article"
    )
    author = models.ForeignKey(
        "articles.Physician", on_delete=models.PROTECT, related_name="written_articles"
    )
    conditions = models.ManyToManyField("articles.Condition", blank=True, related_name="articles")
    treatments = models.ManyToManyField("articles.Treatment", blank=True, related_name="articles")
    disclaimers = models.ManyToManyField(
        "articles.Disclaimer",
        blank=True,
        related_name="articles",
        help_text=_("Those for every article are added by themselves."),
    )
    references = models.ManyToManyField(
        "articles.Reference", through="articles.ArticleReference", related_name="articles"
    )
    help_emergency = long_text(
        "Go to an emergency department now if you… One line an item.", verbose_name=_("emergency")
    )
    help_urgent = long_text(_("Get help today if you… One line an item."), verbose_name=_("urgent"))
    help_non_urgent = long_text(
        "Call the clinic if… One line an item.", verbose_name=_("non-urgent")
    )
    questions = long_text(_("One line a question."), verbose_name=_("questions to ask"))
    overview = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="details",
        help_text=_("The wider article that this one belongs to."),
    )
    change_note = models.TextField(
        _("what changed since the edition before"),
        blank=True,
        default="",
        db_default="",  # the release before writes rows without it
        validators=[MaxLengthValidator(LONGEST_NOTE)],
        help_text=_(
            "Readers see it on the page as a dated correction; the reviewer approves it with the text. "
            "Leave it empty for a first edition. Publication empties it again."
        ),
    )
    research_label = models.CharField(max_length=120, blank=True)
    research_url = models.URLField(
        _("research link"), blank=True, validators=[validate_web_address]
    )

    status = models.CharField(
        max_length=20, choices=ArticleStatus, default=ArticleStatus.DRAFT, editable=False
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    approved_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "-pk")
        indexes = [models.Index(fields=("status", "updated_at"), name="article_by_status")]
        permissions = [
            ("write_article", "Can write articles and submit them for review"),
            ("review_article", "Can review what others wrote"),
            ("publish_article", "Can publish, schedule and withdraw"),
        ]
        constraints = [
            models.CheckConstraint(
                name="article_kind_known",
                condition=Q(kind__in=ArticleKind.values),
                violation_error_message=_("Choose a kind from the list."),
            ),
            models.CheckConstraint(
                name="article_status_known",
                condition=Q(status__in=ArticleStatus.values),
                violation_error_message=_("This is not a status of an article."),
            ),
            models.CheckConstraint(
                name="article_approved_with_hash",
                condition=Q(status=ArticleStatus.APPROVED) & ~Q(approved_sha256="")
                | ~Q(status=ArticleStatus.APPROVED) & Q(approved_sha256=""),
                violation_error_message=_("An approval names the text that was read."),
            ),
            models.CheckConstraint(
                name="article_not_its_own_overview",
                condition=Q(overview__isnull=True) | ~Q(overview=models.F("id")),
                violation_error_message=_("An article cannot be its own overview."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title

    @override
    def clean(self) -> None:
        super().clean()
        # The form leaves the constraint to the database: a new row's own key stands in no field.
        if self.overview_id is not None and self.overview_id == self.pk:
            raise ValidationError({"overview": _("An article cannot be its own overview.")})


class ArticleReference(models.Model):
    """A source that an article cites; ``position`` is its number in the text."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="citations")
    reference = models.ForeignKey(
        "articles.Reference", on_delete=models.PROTECT, related_name="citations"
    )
    position = models.PositiveSmallIntegerField(_("number"))

    class Meta:
        verbose_name = _("reference")
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("article", "reference"),
                name="article_reference_once",
                violation_error_message=_("This reference is already listed."),
            ),
            models.UniqueConstraint(
                fields=("article", "position"),
                name="article_reference_number_once",
                violation_error_message=_("Two references have the same number."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.position}. {self.reference}"
