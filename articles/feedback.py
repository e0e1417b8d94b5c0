"""What readers say of a page, and what staff do about it. The only place that writes either."""

from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles import emergency, form_token
from articles.markup import TAG
from articles.models import Article, Edition, ErrorReport, PageVote
from articles.models.feedback import ReportStatus
from articles.words import words
from clinic_cms.clinic import audit, throttle
from clinic_cms.clinic.models import Act, User
from clinic_cms.clinic.throttle import Limit

FORM_SALT = "articles.feedback"
PER_ADDRESS = (Limit(10, timedelta(minutes=10)), Limit(40, timedelta(days=1)))
PER_ARTICLE = (Limit(200, timedelta(hours=1)),)
TRANSITIONS = {
    ReportStatus.OPEN: (ReportStatus.ANSWERED, ReportStatus.CLOSED),
    ReportStatus.ANSWERED: (),
    ReportStatus.CLOSED: (),
}
Row = TypeVar("Row", PageVote, ErrorReport)


class FeedbackError(Exception):
    """What happened and what to do, in words that can be shown. ``status`` is that of the answer."""

    status = HTTPStatus.FORBIDDEN


class FormOutOfDate(FeedbackError):
    """The token is old, damaged or of another page. Which of them is nobody's business."""

    status = HTTPStatus.CONFLICT


class Gone(FeedbackError):
    """The page is not published any more."""

    status = HTTPStatus.GONE


class Throttled(FeedbackError):
    """Too much at once. ``wait``: seconds."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


class Refused(FeedbackError):
    """A member of staff may not do this, or was too late."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class FormToken:
    """What a form says: the article, the edition that its reader has seen, a number used once."""

    article_id: int
    edition_id: int
    nonce: str


def make_token(edition: Edition) -> str:
    """Return a token for a form under this edition."""
    return form_token.make(FORM_SALT, edition.article_id, edition.pk)


def vote(*, article: Article, token: str, useful: bool, words: str, address: str) -> PageVote:
    """Take an answer to "Was this page useful?". Raises a FeedbackError."""
    return _take(PageVote(useful=useful, words=words), article, token, address)


def report_error(
    *, article: Article, token: str, passage: str, wrong: str, email: str, address: str
) -> ErrorReport:
    """Take a reader's report of an error in the text. Raises a FeedbackError.

    Whether it is urgent is told by ``wrong``: the passage holds the page's own words.
    """
    report = ErrorReport(passage=passage, wrong=wrong, email=email)
    report.urgent = emergency.tells(wrong)
    with transaction.atomic():
        taken = _take(report, article, token, address)
        if taken.urgent:
            emergency.call_to(taken)  # once, however often the button was pressed
    return taken


def may_answer(report: ErrorReport, by: User) -> bool:
    """Say whether a person may answer a report: the page's author, or a publisher."""
    if by.has_perm("articles.publish_article"):
        return True
    own = ErrorReport.objects.of(by.pk).filter(pk=report.pk)
    return by.has_perm("articles.change_errorreport") and own.exists()


@transaction.atomic
def answer(*, report: ErrorReport, by: User, to: str, note: str) -> None:
    """Answer or close an open report with a note. The reader's address is deleted. Raises Refused."""
    if not may_answer(report, by):
        raise Refused(_("Only the author of the page, or a publisher, answers a report on it."))
    if to not in TRANSITIONS[ReportStatus.OPEN]:
        raise Refused(_("Choose what became of the report."))
    if not note.strip():
        raise Refused(_("Say in a note what you did or why the text stays."))
    waiting = ErrorReport.objects.filter(pk=report.pk, status=ReportStatus.OPEN)
    if not waiting.update(
        status=to, note=note.strip(), decided_by=by, decided_at=timezone.now(), email=""
    ):
        raise Refused(_("Somebody else has answered this report. Your note was not saved."))
    audit.record(Act.DECIDED, report, by=by, note=to)


def forget(reports: QuerySet[ErrorReport]) -> int:
    """Empty reports of their reader's words and address. A passage stays where it is the page's own."""
    waiting = reports.exclude(wrong="", email="")
    told = waiting.order_by().values_list("pk", "passage", "edition__html")
    own = [pk for pk, passage, html in told if not _stands_in(passage, html)]
    ErrorReport.objects.filter(pk__in=own).update(passage="")
    return waiting.update(wrong="", email="", urgent=False)


def _stands_in(passage: str, html: str) -> bool:
    """Say whether a page holds a passage. Only letters count: spaces and marks are copied in many ways."""
    page = unescape(TAG.sub(" ", html))
    return "".join(words(passage)) in "".join(words(page))


def _take(row: Row, article: Article, token: str, address: str) -> Row:
    form = _read(token, article)
    hashed = throttle.address_hash(address, purpose=FORM_SALT)
    row.edition_id = form.edition_id
    # A page in a cache shows one token to many readers: it is used up by an address with its words.
    said = [getattr(row, name, "") for name in ("useful", "words", "passage", "wrong")]
    row.token_hash = salted_hmac(
        f"{FORM_SALT}.{row._meta.model_name}", repr([form.nonce, hashed, said]), algorithm="sha256"
    ).hexdigest()
    same = type(row)._default_manager.filter(token_hash=row.token_hash)
    if (first := same.first()) is not None:
        return first
    try:
        with transaction.atomic():
            throttle.in_turn(hashed)
            if not Edition.objects.live().filter(article=article).exists():
                raise Gone(_("This page is not published any more."))
            _count(hashed, article)
            row.save(force_insert=True)
    except IntegrityError:
        # Two presses at the same moment: the other one has just written the row.
        if (first := same.first()) is None:
            raise
        return first
    return row


def _read(token: str, article: Article) -> FormToken:
    out_of_date = FormOutOfDate(
        _("This form was open for too long. Nothing is lost: look it over and send it again.")
    )
    try:
        of, edition, nonce = form_token.read(FORM_SALT, token)
        said = FormToken(int(of), int(edition), nonce)
    except ValueError as bad:
        raise out_of_date from bad
    if said.article_id != article.pk:
        raise out_of_date
    return said


def _count(hashed: str, article: Article) -> None:
    key = f"feedback:{article.pk}"
    try:
        if hashed:
            throttle.refuse_over(PER_ADDRESS, hashed)
        throttle.refuse_over(PER_ARTICLE, key)
    except throttle.TooMany as many:
        again = throttle.in_words(many.wait)
        said = _(
            "We have had a lot in a short time. Nothing is lost: please send it again %(again)s."
        )
        raise Throttled(said % {"again": again}, many.wait) from many
    throttle.count(hashed, key)
