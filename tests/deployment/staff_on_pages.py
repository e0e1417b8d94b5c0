"""What staff do to pages, in the process of ``tests.deployment.staff``."""

import os
import time
import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles import pictures
from articles.models import Article, Edition, Review
from clinic_cms.clinic.models import ClinicProfile, OutgoingMail, User
from comments import moderation
from tests import acts, factories


def who(name: str) -> User:
    return User.objects.get(username=name)


def open_clinic(pages: int, replies: int) -> None:
    """Make people, a guide that can be changed (`changing`), and pages to read: `page-0`, `page-1`, ..."""
    ClinicProfile.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Hill Street Clinic", "phone": "555-0100", "website_help_line": "555-0101",
            "copyright_holder": "Hill Street Clinic",
        },
    )  # fmt: skip
    factories.person("author", "Author", physician="Ana Reyes")
    factories.person("reviewer", "Reviewer", physician="Rosa Klein")
    factories.person("publisher", "Publisher")
    factories.person("moderator", "Moderator")
    factories.guide(who("author"), title="A changing page", slug="changing")
    publish("changing", "It begins.")
    model = factories.guide(who("author"), title="A page", slug="page")
    publish("page", "Two physicians have read this.")
    edition, review = Edition.objects.get(article=model), Review.objects.get(article=model)
    for number in range(pages):
        _copy(acts.fresh(model), edition, review, f"page-{number}")
    shown = [
        factories.pending_comment(edition, text=f"Reply {n} of many. It helped me for a while.")
        for edition in Edition.objects.live().filter(slug__in=("changing", "page-0"))
        for n in range(replies)
    ]
    for reply in shown:
        moderation.approve(comment=reply, by=who("moderator"), version=1)
    OutgoingMail.objects.all().delete()


def _copy(page: Article, edition: Edition, review: Review, slug: str) -> None:
    page.pk, page.uid, page.slug = None, uuid.uuid4(), slug
    page.save(force_insert=True)
    review.pk, review.article = None, page
    Review.objects.bulk_create([review])
    edition.pk, edition.article, edition.slug = None, page, slug
    edition.live_from = timezone.now() - timedelta(
        days=2
    )  # so that it is live when the clock goes back
    edition.review, edition.sha256 = review, slug
    Edition.objects.bulk_create([edition])


def publish(slug: str, says: str) -> dict[str, float]:
    """Publish a page with this sentence in it. Return the POSIX time of the commit."""
    article = Article.objects.get(slug=slug)
    author = who("author")
    acts.edit(article, author, body=f"{factories.BODY}<p>{says}</p>")
    acts.submit(article, author)
    acts.approve(article, who("reviewer"))
    return timed(lambda: acts.publish(article, who("publisher")))


def withdraw(slug: str) -> dict[str, float]:
    """Withdraw a page. Return the POSIX time of the commit."""
    article = Article.objects.get(slug=slug)
    return timed(lambda: acts.withdraw(article, who("publisher")))


def timed(act: Any) -> dict[str, float]:
    """Do something in one transaction and return the POSIX times at which it began and was committed."""
    began, committed = time.time(), []
    with transaction.atomic():
        act()
        transaction.on_commit(lambda: committed.append(time.time()))
    return {"began": began, "committed": committed[0]}


def editions(slug: str) -> list[int]:
    """Return the numbers of a page's editions, the oldest first."""
    return list(
        Edition.objects.filter(article__slug=slug)
        .order_by("number")
        .values_list("number", flat=True)
    )


def ready_to_publish(slug: str, says: str) -> dict[str, str]:
    """Bring a page to its publication. Return what the publisher's browser then sends."""
    article = Article.objects.get(slug=slug)
    acts.edit(article, who("author"), body=f"{factories.BODY}<p>{says}</p>")
    acts.submit(article, who("author"))
    ready = acts.approve(article, who("reviewer"))
    publisher = who("publisher")
    if not is_mfa_enabled(publisher):
        Authenticator.objects.create(user=publisher, type=Authenticator.Type.TOTP, data={})
    browser = Client()
    browser.force_login(publisher)
    return {
        "path": reverse("admin:articles_article_publish", args=(article.pk,)),
        "session": browser.cookies["sessionid"].value,
        "revision": str(ready.revision),
    }


def picture(used_by: str = "") -> str:
    """Upload a picture; where a page is named, publish that page with it. Return its address."""
    file = BytesIO()
    colour = tuple(os.urandom(3))  # a picture that is there already would not be stored again
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    size = file.tell()
    file.seek(0)
    stored = pictures.upload(by=who("author"), file=file, size=size, alt="A coloured field")
    if used_by:
        publish(used_by, f'</p><p><img src="{stored.file.url}" alt="A coloured field">')
    return str(stored.file.url)
