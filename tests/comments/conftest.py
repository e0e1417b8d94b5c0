"""A live page and the people of its replies."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Edition
from clinic_cms.clinic.models import User
from comments import moderation, tokens
from comments.models import Comment
from tests import factories

ORIGIN = "http://testserver"


@pytest.fixture
def edition(published: Any) -> Edition:
    """The live edition of the guide."""
    return published.editions.get()


@pytest.fixture
def held(edition: Edition) -> Comment:
    """A reply that nobody has decided on."""
    return factories.pending_comment(edition)


@pytest.fixture
def shown(edition: Edition, moderator: User) -> Callable[..., Comment]:
    """Return a function that makes an approved reply."""

    def make(**fields: Any) -> Comment:
        comment = factories.pending_comment(edition, **fields)
        moderation.approve(comment=comment, by=moderator, version=comment.version, confirmed=True)
        comment.refresh_from_db()
        return comment

    return make


@pytest.fixture
def second_moderator(roles: None) -> User:
    return factories.person("second_moderator", "Moderator")


@pytest.fixture
def filled(edition: Edition) -> Callable[..., dict[str, str]]:
    """Return a function that makes what the form sends, with a fresh token."""

    def make(**fields: str) -> dict[str, str]:
        return {
            "text": "It helped me for three months.",
            "name": "Pat",
            "email": "pat@reader.example",
            "consent": "on",
            "token": tokens.make_form_token(edition),
            "parent": "",
            "website": "",
            **fields,
        }

    return make


@pytest.fixture
def send(edition: Edition) -> Callable[..., Any]:
    """Return a function that posts the form as a browser without cookies does."""
    address = f"/articles/{edition.slug}/comments/"

    def post(data: Any, client: Client | None = None, to: str = address, **extra: Any) -> Any:
        headers = {"HTTP_ORIGIN": ORIGIN, "REMOTE_ADDR": "192.0.2.7", **extra}
        headers = {name: value for name, value in headers.items() if value is not None}
        return (client or Client()).post(to, data, **headers)

    return post
