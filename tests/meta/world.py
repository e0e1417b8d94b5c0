"""A clinic in which every kind of thing stands in every state, made by the real verbs."""

import io
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles import pictures
from articles.models import Article, ErrorReport, PageVote, Picture, Synonym
from clinic_cms.clinic.models import OutgoingMail, StaffAct, User
from comments import addresses, mail_links, moderation, tokens
from comments.models import AnswerTemplate, Comment, Decision, Phrase
from tests import acts, factories
from tests.acts import STATES

REPLIES = ("pending", "approved", "rejected", "spam", "removed", "orphaned")


@dataclass
class World:
    """Articles by state, a picture in each, replies by status; ``orphaned`` hangs on a withdrawn page."""

    articles: dict[str, Article] = field(default_factory=dict)
    policies: dict[str, Article] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    replies: dict[str, Comment] = field(default_factory=dict)
    vote: PageVote | None = None
    report: ErrorReport | None = None
    known: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def names(self, state: str, reply: str) -> dict[str, Any]:
        """Return what the placeholders of an address stand for."""
        article, comment = self.articles[state], self.replies[reply]
        treatment = article.treatments.get()
        return {
            "pk": article.pk,
            "slug": article.slug,
            "policy": self.policies[state].slug,
            "condition": article.conditions.get(),
            "treatment": treatment,
            "effect": treatment.side_effect_rows.all()[0].side_effect,
            "author": article.author,
            "reference": article.citations.get().reference,
            "disclaimer": article.disclaimers.get(),
            "synonym": Synonym.objects.get(),
            "picture": self.pictures[state],
            "edition": article.editions.first() or self.articles["published"].editions.get(),
            "pagevote": self.vote,
            "errorreport": self.report,
            "reply": comment,
            "mail": OutgoingMail.objects.first(),
            "act": StaffAct.objects.first(),
            "template": AnswerTemplate.objects.get(),
            "phrase": Phrase.objects.get(),
            "link": links(comment),
            "receipt": tokens.make_receipt(comment.public_id),
            "today": timezone.localdate().isoformat(),
        }


def links(comment: Comment) -> dict[str, str]:
    """Return the signed texts that mails about a reply would hold, by page."""
    writer = addresses.writer_of("pat@reader.example")
    decision = Decision.objects.first()
    assert writer is not None
    assert decision is not None
    staff = User.objects.get(username="moderator")
    return {
        "confirm": mail_links.CONFIRM.token(writer.pk),
        "mail": mail_links.MAIL.token(writer.pk, comment.article_id),
        "staff-mail": mail_links.STAFF_MAIL.token(staff.pk, 0),
        "appeal": mail_links.APPEAL.token(decision.pk),
        "mine": mail_links.MINE.token(writer.pk),
    }


def picture(by: User, shade: int) -> Picture:
    data = io.BytesIO()
    Image.new("L", (8, 8), shade).save(data, "PNG")
    size = data.tell()
    data.seek(0)
    return pictures.upload(by=by, file=ContentFile(data.read()), size=size, alt="A square")


def build(author: User, reviewer: User, publisher: User, moderator: User) -> World:
    """Make all of it. Each article has its own author's page, records, disclaimer and picture."""
    world = World()
    Synonym.objects.create(word="Back shot", means="injection")
    for n, state in enumerate(STATES):
        shown = world.pictures[state] = picture(author, n)
        body = f'{factories.BODY}<p><img src="{shown.file.url}" alt="A square"></p>'
        byline = (
            author.physician
            if state == "published"
            else factories.PhysicianFactory(name=f"Physician of {state}")
        )
        guide = factories.guide(
            author, title=f"Guide {state}", slug=f"guide-{state}", body=body, physician=byline
        )
        own = factories.DisclaimerFactory(title=f"Own {state}", slug=f"own-{state}")
        factories.disclaimer_version(own, author)
        guide.disclaimers.add(own)
        policy = factories.policy(author, title=f"Policy {state}", slug=f"policy-{state}")
        for article in (guide, policy):
            acts.bring(article, state, author, reviewer, publisher)
        if state == "withdrawn":
            acts.withdraw(policy, publisher)  # the guide's reply has to be made first
        world.articles[state], world.policies[state] = acts.fresh(guide), acts.fresh(policy)
    live = world.articles["published"].editions.get()
    world.vote, world.report = factories.page_vote(live), factories.error_report(live)
    _replies(world, moderator, publisher)
    Phrase.objects.create(list="emergency", words="pump alarm")
    OutgoingMail.objects.create(kind="my_replies", recipient="pat@reader.example", dedupe_key="a")
    AnswerTemplate.objects.create(title="Thanks", text="Thank you.", edited_by=publisher)
    return world


def _replies(world: World, moderator: User, publisher: User) -> None:
    gone = world.articles["withdrawn"]
    for status in REPLIES:
        article = gone if status == "orphaned" else world.articles["published"]
        comment = factories.pending_comment(article.editions.get(), text=f"Reply {status}.")
        how: dict[str, Any] = {"comment": comment, "by": moderator, "version": comment.version}
        if status in ("approved", "removed", "orphaned"):
            moderation.approve(**how)
        if status == "rejected":
            moderation.reject(**how, reason="off_topic")
        if status == "spam":
            moderation.mark_spam(**how)
        comment.refresh_from_db()
        if status == "removed":
            moderation.remove(
                comment=comment, by=moderator, version=comment.version, reason="unsafe"
            )
        comment.refresh_from_db()
        world.replies[status] = comment
    acts.withdraw(gone, publisher)
    world.articles["withdrawn"] = acts.fresh(gone)
