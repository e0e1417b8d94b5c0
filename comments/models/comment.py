"""A reader's reply, or the clinic's answer to one. Held until a person decides."""

import secrets

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Lower
from typing_extensions import override

from articles.models import Edition, Physician
from articles.models.edition import SubjectKind
from comments.models.thread import ThreadState

LONGEST_TEXT = 4_000
LONGEST_NAME = 60
DEEPEST = 3  # an answer to an answer to an answer; shown on one level with "in reply to"


class Status(models.TextChoices):
    """Where a reply stands."""

    PENDING = "pending", "Held"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"
    SPAM = "spam", "Spam"
    REMOVED = "removed", "Removed"
    WITHDRAWN = "withdrawn", "Withdrawn by its writer"


PUBLIC_ID_BYTES = 4  # 6 letters: a name in addresses and no secret, and a page shows fifty of them
UNDECIDED = (Status.PENDING, Status.WITHDRAWN)  # need no decision, and no reader sees them


def new_public_id() -> str:
    """Return letters for addresses. They say nothing about how many replies there are."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


OPENING = 60  # letters


class Opening(models.Func):
    """The first letters of a text: enough to look for the same words, short enough for an index."""

    function = "SUBSTR"
    # Without parameters: an index has none, and a query has to say the very same.
    template = f"%(function)s(%(expressions)s, 1, {OPENING})"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Which replies?"""

    def visible(self) -> "CommentQuerySet":
        """Return the replies that readers may see: the one rule, used everywhere.

        Approved, every ancestor approved, the article live and its thread not hidden, not erased.
        """
        return self._of_shown_articles()._approved().filter(erased_at__isnull=True)

    def under_pages_of(self, user_id: int | None) -> "CommentQuerySet":
        """Return the replies to live pages that name somebody as their author.

        That is whom readers see, as in ``answering.may_answer``, and not the author of a waiting draft.
        """
        own = Physician.objects.filter(user=user_id)
        pages = Edition.objects.live().filter(
            subjects__kind=SubjectKind.AUTHOR, subjects__slug__in=own.values("slug")
        )
        return self.filter(article__in=pages.order_by().values("article"))

    def standing(self) -> "CommentQuerySet":
        """Return what a thread is drawn from: the visible, and the places of erased replies.

        An erased reply has a place while an answer below it is visible, so that this one is not left
        hanging. Nothing but the place is shown of it.
        """
        return self._of_shown_articles().upright()

    def upright(self) -> "CommentQuerySet":
        """Return what stands if its article is shown, for who asks that of the article itself."""
        return self._approved()._with_place()

    def upright_roots(self) -> "CommentQuerySet":
        """Return the roots among these: nothing is above them that could be gone."""
        return self.filter(depth=0, status=Status.APPROVED)._with_place()

    def _with_place(self) -> "CommentQuerySet":
        below = Q(parent=OuterRef("pk"))
        way = ""
        for _ in range(DEEPEST - 1):
            way += "parent__"
            below |= Q(**{f"{way}status": Status.APPROVED, f"{way}parent": OuterRef("pk")})
        answers = Comment.objects.filter(
            below,
            root=Coalesce(OuterRef("root_id"), OuterRef("pk")),
            status=Status.APPROVED,
            erased_at__isnull=True,
        )
        return self.filter(Q(erased_at__isnull=True) | Exists(answers))

    def gone(self) -> "CommentQuerySet":
        """Return what is not approved, as the index ``comment_gone`` says it."""
        return self.exclude(status=Status.APPROVED)

    def below(self, gone: "CommentQuerySet") -> "CommentQuerySet":
        """Return the replies that have one of these above them."""
        above, way = Q(root__in=gone), ""
        for _ in range(DEEPEST - 1):
            above |= Q(**{f"{way}parent__in": gone})
            way += "parent__"
        return self.filter(above)

    def _approved(self) -> "CommentQuerySet":
        approved = Q(status=Status.APPROVED)
        above = "parent"
        for _ in range(DEEPEST):
            approved &= Q(**{f"{above}__isnull": True}) | Q(**{f"{above}__status": Status.APPROVED})
            above += "__parent"
        return self.filter(approved)

    def _of_shown_articles(self) -> "CommentQuerySet":
        # Asked of each article: as a list, it would be made of every live edition of the site.
        live = Edition.objects.live().filter(article=OuterRef("article_id"))
        return self.filter(Exists(live)).exclude(article__thread__state=ThreadState.HIDDEN)

    def pending(self) -> "CommentQuerySet":
        """Return the moderation queue: urgent first, then the reported, then the longest waiting."""
        held = self.filter(status=Status.PENDING)
        return held.order_by("-urgent", "-reported", "created_at", "pk")


class Comment(models.Model):
    """One reply. ``comments.moderation`` changes its status, and its writer by ``comments.privacy``."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="comments"
    )
    edition = models.ForeignKey(
        "articles.Edition",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The edition that the writer had read.",
    )
    root = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="descendants",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="answers",
    )
    depth = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("name or nickname", max_length=LONGEST_NAME)
    email = models.EmailField("e-mail", blank=True)
    writer = models.ForeignKey(
        "comments.WriterAddress",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        help_text="The address that it came with. None for the clinic's answers.",
    )
    physician = models.ForeignKey(
        "articles.Physician",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="Set for answers of the clinic, from the account that wrote them.",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(validators=[MaxLengthValidator(LONGEST_TEXT)])
    status = models.CharField(max_length=10, choices=Status, default=Status.PENDING)
    version = models.PositiveIntegerField(default=1)
    decision = models.ForeignKey(
        "comments.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    urgent = models.BooleanField(default=False)
    reported = models.BooleanField(
        default=False, help_text="Held because a reader reported it, after it had been shown."
    )
    flags = models.JSONField(
        default=list, blank=True, help_text="Names of the red-flag rules that matched."
    )
    findings = models.JSONField(
        default=list,
        blank=True,
        help_text="What screening found, with places in the text as it was then. For moderators only.",
    )
    consent_version = models.CharField(max_length=20, blank=True)
    consent_at = models.DateTimeField(null=True, blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "reply"
        verbose_name_plural = "replies"
        ordering = ("created_at", "pk")
        permissions = [
            ("moderate_comment", "Can decide on replies"),
            ("answer_comment", "Can answer replies on own articles"),
        ]
        indexes = [
            models.Index(
                fields=("-urgent", "-reported", "created_at", "id"),
                condition=Q(status=Status.PENDING),
                name="comment_queue",
            ),
            # What is asked of a thread is asked of what readers see: a held reply writes none of these. The
            # status stands last: PostgreSQL knows it from the condition, and does not look for what comes
            # after it.
            models.Index(
                fields=("article", "created_at", "id", "status"),
                condition=Q(status=Status.APPROVED),
                name="comment_thread",
            ),
            # Most replies come in with none of these, and write nothing here. ``written_by`` has no such
            # index: SQLite prefers those with a condition, and would not look for an answer by its parent.
            models.Index(
                fields=("root", "created_at", "id"),
                condition=Q(root__isnull=False),
                name="comment_below",
            ),
            models.Index(
                fields=("parent",), condition=Q(parent__isnull=False), name="comment_parent"
            ),
            models.Index(
                fields=("physician",),
                condition=Q(physician__isnull=False),
                name="comment_physician",
            ),
            models.Index(
                fields=("decision",), condition=Q(decision__isnull=False), name="comment_decision"
            ),
            # What ``comments.threads`` asks of all replies of an article: columns are here that nothing is
            # looked for by, so that the rows themselves are not read.
            models.Index(
                "article",
                Coalesce("root", "id"),
                "status",
                condition=Q(status=Status.APPROVED),
                name="comment_branches",
            ),
            models.Index(
                fields=("article", "erased_at", "updated_at", "status"),
                condition=Q(status=Status.APPROVED),
                name="comment_shown",
            ),
            models.Index(
                fields=("article", "version", "status", "root"),
                condition=~Q(status=Status.APPROVED),
                name="comment_gone",
            ),
            models.Index(fields=("status", "-id"), name="comment_by_status"),
            models.Index(Lower("email"), F("id").desc(), name="comment_writer"),
            models.Index(Opening("text"), "id", name="comment_opening"),
        ]
        constraints = [
            models.CheckConstraint(
                name="comment_status_known",
                condition=Q(status__in=Status.values),
                violation_error_message="This is not a status of a reply.",
            ),
            models.CheckConstraint(
                name="comment_held_until_decided",
                condition=Q(status__in=UNDECIDED) | Q(decision__isnull=False),
                violation_error_message="A reply is held until a person decides.",
            ),
            models.CheckConstraint(
                name="comment_reported_is_held",
                condition=Q(reported=False) | Q(status=Status.PENDING),
                violation_error_message="A reported reply is held until somebody has looked.",
            ),
            models.CheckConstraint(
                name="comment_depth_fits_parent",
                condition=Q(parent__isnull=True, root__isnull=True, depth=0)
                | Q(parent__isnull=False, root__isnull=False, depth__gte=1, depth__lte=DEEPEST),
                violation_error_message=f"Answers go {DEEPEST} steps deep.",
            ),
            models.CheckConstraint(
                name="comment_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="A reply cannot answer itself.",
            ),
            models.CheckConstraint(
                name="comment_badge_from_account",
                condition=Q(physician__isnull=True) | Q(written_by__isnull=False),
                violation_error_message="Only an account carries a physician's badge.",
            ),
            models.CheckConstraint(
                name="comment_reader_consented",
                condition=Q(written_by__isnull=False)
                | (Q(consent_at__isnull=False) & ~Q(consent_version="")),
                violation_error_message="A reader's reply needs their consent, with its wording and time.",
            ),
            models.CheckConstraint(
                name="comment_erased_is_empty",
                condition=Q(erased_at__isnull=True)
                | Q(name="", email="", text="", address_hash="", token_hash="", urgent=False)
                & Q(writer__isnull=True),
                violation_error_message="Nothing of an erased reply is kept but its place.",
            ),
            models.CheckConstraint(
                name="comment_shown_has_words",
                condition=~Q(status=Status.APPROVED)
                | ~Q(text="")
                | Q(erased_at__isnull=False),  # the place of an erased reply
                violation_error_message="Nothing is left of this reply that could be shown.",
            ),
            models.UniqueConstraint(
                fields=("token_hash",),
                condition=~Q(token_hash=""),
                name="comment_one_per_form",
                violation_error_message="This form was sent already.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"Reply {self.public_id}"
