"""Replies in every status: sent through the form's verb, decided by the moderator."""

from articles.models import Article, Edition
from clinic_cms.clinic import outbox
from clinic_cms.clinic.models import User
from clinic_cms.demo.answer_templates import ANSWER_TEMPLATES
from clinic_cms.demo.replies import REPLIES
from clinic_cms.demo.shapes import ReplyData
from clinic_cms.seeding.clock import Calendar, at
from comments import answer_templates, moderation, notifications, posting, tokens
from comments.answering import answer
from comments.models import AnswerTemplate, Comment

READING_DAYS = 0.2  # from a reply to the moderator's decision


def seed(calendar: Calendar) -> int:
    """Make the replies in the order of their days. Return how many there are."""
    moderator = User.objects.get(username="moderator")
    made: dict[str, Comment] = {}
    # Removed replies are approved first, so that their answers find them.
    for number, row in enumerate(sorted(REPLIES, key=lambda r: -r["days_ago"])):
        with at(calendar.ago(row["days_ago"])):
            made[row["key"]] = reply = _send(row, made, number)
        with at(calendar.ago(row["days_ago"] - READING_DAYS)):
            _decide(row, reply, moderator)
    for row in REPLIES:
        if row["status"] == "removed":
            reply = Comment.objects.get(pk=made[row["key"]].pk)
            moderation.remove(
                comment=reply, by=moderator, version=reply.version, reason=row["reason"]
            )
    # People of the demo have no mailbox.
    outbox.drop(to={row["email"] for row in REPLIES}, of=notifications.TO_WRITERS)
    return len(made)


def seed_answer_templates() -> int:
    """Make the texts to answer with, each approved by somebody else than wrote it. Return how many."""
    publisher = User.objects.get(username="publisher")
    moderator = User.objects.get(username="moderator")
    for title, text in ANSWER_TEMPLATES:
        template = AnswerTemplate(title=title, text=text)
        answer_templates.write(template=template, by=publisher)
        answer_templates.approve(template=template, by=moderator, version=template.version)
    return len(ANSWER_TEMPLATES)


def _send(row: ReplyData, made: dict[str, Comment], number: int) -> Comment:
    parent = made[row["parent"]] if row["parent"] else None
    if row["answer_by"] and parent:
        return answer(
            parent=Comment.objects.get(pk=parent.pk),
            by=User.objects.get(physician__slug=row["answer_by"]),
            text=row["text"],
        )
    article = Article.objects.get(slug=row["article"])
    return posting.post_reply(
        article_id=article.pk,
        token=tokens.make_form_token(Edition.objects.live().get(article=article)),
        text=row["text"],
        name=row["display_name"],
        email=row["email"],
        parent=parent.public_id if parent else "",
        address=f"203.0.113.{number + 1}",  # a network set aside for examples
        as_is=True,
    )


def _decide(row: ReplyData, reply: Comment, moderator: User) -> None:
    if row["status"] in ("approved", "removed"):
        moderation.approve(comment=reply, by=moderator, version=reply.version)
    elif row["status"] == "rejected":
        moderation.reject(comment=reply, by=moderator, version=reply.version, reason=row["reason"])
    elif row["status"] == "spam":
        moderation.mark_spam(comment=reply, by=moderator, version=reply.version)
