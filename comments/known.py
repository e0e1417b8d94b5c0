"""What screening is told besides the text: the clinic's lists, its people, the article's frozen facts."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Edition, Physician
from clinic_cms.clinic.models import Attempt, ClinicProfile, User
from comments.models import Comment, Phrase
from comments.models.phrase import MOST_ACTIVE
from comments.screening import Context
from comments.screening.context import ListedPhrase

RECENT = timedelta(hours=1)
LATEST = 1_000  # replies among which the same words are looked for, however many there are


def known_about(reply: Comment, edition: Edition) -> Context:
    """Return what is known of a reply that has come in. Five queries, none of which writes."""
    profile = ClinicProfile.current()
    people = [
        *Physician.objects.values_list("name", flat=True),
        *(user.get_full_name() for user in User.objects.filter(is_active=True, is_staff=True)),
    ]
    return Context(
        phrases=listed().phrases,
        staff=tuple(sorted({name for name in people if name})),
        own_numbers=tuple(
            _digits(number) for number in (profile.phone, profile.website_help_line) if number
        ),
        effects=_effects(edition),
        name=reply.name,
        email=reply.email,
        sent_before=_sent_before(reply.text),
        recent=Attempt.objects.filter(
            key=reply.address_hash, created_at__gt=timezone.now() - RECENT
        ).count()
        if reply.address_hash
        else 0,
        today=timezone.localdate(),
    )


def _sent_before(text: str) -> int:
    """Return how many of the latest replies have these words. There is no index on whole texts."""
    latest = Comment.objects.order_by("-pk").values("pk")[:LATEST]
    return Comment.objects.filter(pk__in=latest, text=text).count()


def listed() -> Context:
    """Return the clinic's own lists, for words of which nothing else is known."""
    active = Phrase.objects.filter(active=True)[:MOST_ACTIVE]
    return Context(
        phrases=tuple(
            ListedPhrase(phrase.list, phrase.words, phrase.reason or "On the clinic's list")
            for phrase in active
        )
    )


def _effects(edition: Edition) -> tuple[tuple[str, ...], ...]:
    """Return the names of the side effects on a page, as they were frozen."""
    return tuple(
        (effect["name"], effect["clinical_name"])
        for treatment in edition.payload.get("treatments", ())
        for effect in treatment["side_effects"]
    )


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())
