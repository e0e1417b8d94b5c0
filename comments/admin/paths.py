"""Addresses of the moderator's screen: one place that knows how they are put together."""

from django.urls import reverse

from comments.queue import View


def listing(view: View) -> str:
    """Return the address of the list."""
    return reverse("admin:comments_comment_changelist") + view.query_string(after="")


def reply(pk: int, view: View) -> str:
    """Return the address of one reply, within the list that the moderator came from."""
    return reverse("admin:comments_comment_change", args=[pk]) + view.query_string()
