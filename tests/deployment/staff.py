"""The people of the clinic, as a process of their own. Acts are asked for and answered as lines of JSON.

`python -m tests.deployment.staff` in the clinic's own environment. Every act is the real verb.
"""

import json
import os
import sys
import time
import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.utils import is_mfa_enabled  # noqa: E402
from django.db import close_old_connections, connection, transaction  # noqa: E402 - settings first
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from articles import pictures  # noqa: E402
from articles.models import Article, Edition, Review  # noqa: E402
from clinic_cms.clinic import throttle  # noqa: E402
from clinic_cms.clinic.models import Attempt, ClinicProfile, OutgoingMail, User  # noqa: E402
from comments import moderation  # noqa: E402
from comments.models import Comment, Status  # noqa: E402
from tests import acts, factories  # noqa: E402


def _who(name: str) -> User:
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
    factories.guide(_who("author"), title="A changing page", slug="changing")
    publish("changing", "It begins.")
    model = factories.guide(_who("author"), title="A page", slug="page")
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
        moderation.approve(comment=reply, by=_who("moderator"), version=1)
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
    author = _who("author")
    acts.edit(article, author, body=f"{factories.BODY}<p>{says}</p>")
    acts.submit(article, author)
    acts.approve(article, _who("reviewer"))
    return _timed(lambda: acts.publish(article, _who("publisher")))


def withdraw(slug: str) -> dict[str, float]:
    """Withdraw a page. Return the POSIX time of the commit."""
    article = Article.objects.get(slug=slug)
    return _timed(lambda: acts.withdraw(article, _who("publisher")))


def show_reply(slug: str, says: str) -> dict[str, Any]:
    """Write a reply under a page and approve it. Return its number and the time of the commit."""
    edition = Edition.objects.live().get(slug=slug)
    reply = factories.pending_comment(edition, text=says)
    decided = lambda: moderation.approve(comment=reply, by=_who("moderator"), version=1)  # noqa: E731
    return {"reply": reply.pk, **_timed(decided)}


def remove_reply(reply: int) -> dict[str, float]:
    """Take an approved reply from readers. Return the POSIX time of the commit."""
    shown = Comment.objects.get(pk=reply)
    return _timed(
        lambda: moderation.remove(
            comment=shown, by=_who("moderator"), version=shown.version, reason="abuse"
        )
    )


def approve_oldest() -> bool:
    """Approve the oldest held reply, as a moderator does who works through the queue."""
    reply = Comment.objects.filter(status=Status.PENDING).order_by("pk").first()
    if reply is None:
        return False
    moderation.approve(comment=reply, by=_who("moderator"), version=reply.version)
    return True


def _timed(act: Any) -> dict[str, float]:
    """Do something in one transaction and return the POSIX times at which it began and was committed."""
    began, committed = time.time(), []
    with transaction.atomic():
        act()
        transaction.on_commit(lambda: committed.append(time.time()))
    return {"began": began, "committed": committed[0]}


def replies() -> dict[str, int]:
    """Return how often each text stands in the database."""
    return dict(Comment.objects.values_list("text").annotate(n=Count("pk")))


def public() -> int:
    """Return how many replies readers see."""
    return Comment.objects.visible().count()


def mails() -> dict[str, int]:
    """Return how many mails are in each state."""
    return dict(OutgoingMail.objects.values_list("state").annotate(n=Count("pk")))


def age_mails(minutes: float) -> int:
    """Let every waiting mail be as if so much time had passed since it was taken in hand."""
    back = timezone.now() - timedelta(minutes=minutes)
    waiting = OutgoingMail.objects.filter(finished_at=None)
    waiting.filter(claimed_at__isnull=False).update(claimed_at=back)
    return waiting.update(due_at=back)


def attempts() -> list[str]:
    """Return the keys under which replies are counted."""
    return list(Attempt.objects.values_list("key", flat=True))


def address_hash(address: str) -> str:
    """Return the key of a network address."""
    return throttle.address_hash(address)


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
    acts.edit(article, _who("author"), body=f"{factories.BODY}<p>{says}</p>")
    acts.submit(article, _who("author"))
    ready = acts.approve(article, _who("reviewer"))
    publisher = _who("publisher")
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
    stored = pictures.upload(by=_who("author"), file=file, size=size, alt="A coloured field")
    if used_by:
        publish(used_by, f'</p><p><img src="{stored.file.url}" alt="A coloured field">')
    return str(stored.file.url)


ACTS = {
    act.__name__: act
    for act in (
        open_clinic, publish, withdraw, show_reply, remove_reply, approve_oldest, replies, public,
        mails, age_mails, attempts, address_hash, editions, picture, ready_to_publish,
    )
}  # fmt: skip


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        close_old_connections()
        try:
            answer = {"answer": ACTS[asked["act"]](**asked["with"])}
        except Exception as error:  # noqa: BLE001 - told to whoever asked
            connection.close()
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
