"""The staff's first page: what waits for the person who looks at it."""

from django.contrib.auth.models import AnonymousUser

from clinic_cms.clinic.models import User
from clinic_cms.dashboard import articles, people, replies
from clinic_cms.dashboard.panel import Panel


def panels(user: User | AnonymousUser) -> list[Panel]:
    """Return the panels of a person's roles, each in its order of urgency."""
    found: list[Panel] = []
    if user.has_perm("comments.moderate_comment"):
        found += replies.moderating()
    if user.has_perm("articles.write_article"):
        found += articles.writing(user)
    if user.has_perm("articles.change_errorreport"):
        found += articles.feedback(user)
    if user.has_perm("comments.answer_comment"):
        found.append(replies.answering(user))
    if user.has_perm("articles.review_article"):
        found.append(articles.reviewing())
    if user.has_perm("articles.publish_article"):
        found += articles.publishing()
    if user.has_perm("clinic.change_user"):
        found.append(people.accounts())
    if user.has_perm("clinic.change_user") or user.has_perm("comments.moderate_comment"):
        found.append(people.forgetting())
    return found
