"""Our site as it is measured: the demo clinic, a guide of it with fifty replies, served by granian.

The guide is of the length that lies in the middle of the demo's. Everything goes through the real tables:
triggers, decisions and editions are there as in a clinic.
"""

import contextlib
import secrets
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import servers
from bench.words import reply_texts

GUIDE = "getting-ready-for-a-back-injection"
PAGE = "measured"  # a copy of it, with REPLIES replies
REPLIES = 50
ROOTS = 0.4  # of the replies; a page of a thread has twenty of them, so fifty replies fit on one


def prepare(folder: Path) -> None:
    """Make tables, static files, the demo and its replies. Settings are in the environment by now."""
    import django

    django.setup()
    from django.core.management import call_command

    quiet = {"stdout": (folder / "prepared.log").open("a")}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("sync_roles", **quiet)
    call_command("seed_demo", password=secrets.token_hex(20), **quiet)
    call_command("collectstatic", interactive=False, verbosity=0)
    copy(GUIDE, PAGE)
    hang(PAGE, REPLIES)


def hang(slug: str, count: int) -> None:
    """Give a fresh article visible replies: two of five are roots, the others answer them."""
    from django.db import connection
    from django.utils import timezone

    from articles.models import Edition
    from clinic_cms.clinic.models import User
    from comments.models import Comment, Decision
    from comments.models.comment import new_public_id

    edition = Edition.objects.live().get(slug=slug)
    # Many come at once, past what gives a reply another id where its own is taken.
    taken = set(Comment.objects.values_list("public_id", flat=True))

    def fresh() -> str:
        while (made := new_public_id()) in taken:
            pass
        taken.add(made)
        return made

    replies = [
        Comment(
            article_id=edition.article_id, edition=edition, name=f"Reader {number}", text=text,
            consent_version="2030-01", consent_at=timezone.now(), public_id=fresh(),
        )
        for number, text in enumerate(reply_texts(count))
    ]  # fmt: skip
    roots = replies[: int(count * ROOTS)]
    Comment.objects.bulk_create(roots)
    for number, reply in enumerate(replies[len(roots) :]):
        # In the order of the roots: a page of the thread shows as many replies, however many there are.
        reply.parent = reply.root = roots[number * len(roots) // (count - len(roots))]
        reply.depth = 1
    Comment.objects.bulk_create(replies[len(roots) :])
    moderator = User.objects.get(username="moderator")
    Decision.objects.bulk_create(
        Decision(comment=r, by=moderator, from_status="pending", to_status="approved", version=1)
        for r in replies
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE comments_comment SET status = 'approved', version = 2, decision_id = (SELECT d.id FROM "
            "comments_decision d WHERE d.comment_id = comments_comment.id) WHERE article_id = %s",
            [edition.article_id],
        )
    shown = Comment.objects.visible().filter(article=edition.article_id).count()
    if shown != count:
        raise RuntimeError(f"{slug} shows {shown} replies instead of {count}.")


def copy(slug: str, name: str) -> None:
    """Make a second live article with the words of one."""
    from articles.models import Article, Edition, Review

    edition = Edition.objects.live().get(slug=slug)
    article, review = (
        Article.objects.get(pk=edition.article_id),
        Review.objects.get(pk=edition.review_id),
    )
    article.pk, article.uid, article.slug = None, uuid.uuid4(), name
    article.save(force_insert=True)
    review.pk, review.article = None, article
    Review.objects.bulk_create([review])
    edition.pk, edition.article, edition.slug, edition.number = None, article, name, 1
    edition.previous_sha256, edition.sha256, edition.review = "", name, review
    Edition.objects.bulk_create([edition])


def told(slug: str) -> dict[str, Any]:
    """Return an article and its replies as plain data, for the peer to show the same."""
    from articles.models import Edition
    from comments.models import Comment

    edition = Edition.objects.live().get(slug=slug)
    replies = (
        Comment.objects.visible().filter(article=edition.article_id).order_by("created_at", "pk")
    )
    return {
        "title": edition.title, "summary": edition.summary, "html": edition.html,
        "replies": [
            {"id": r.pk, "root": r.root_id, "name": r.name, "text": r.text, "at": r.created_at.isoformat()}
            for r in replies
        ],
    }  # fmt: skip


def drafts(count: int) -> list[Any]:
    """Make approved guides that only wait for their publisher."""
    from clinic_cms.clinic.models import User
    from tests import acts, factories

    author, reviewer = (User.objects.get(username=name) for name in ("author", "reviewer"))
    made = []
    for _ in range(count):
        name = f"Published meanwhile {uuid.uuid4().hex[:12]}"
        made.append(factories.guide(author, title=name))
        acts.submit(made[-1], author)
        acts.approve(made[-1], reviewer)
    return made


@contextlib.contextmanager
def publishing(seconds: float) -> Iterator[list[float]]:
    """Publish a guide each second while the block runs. Yields the times of publication (monotonic)."""
    from django.db import connection

    from clinic_cms.clinic.models import User
    from tests import acts

    waiting, publisher = drafts(int(seconds) + 3), User.objects.get(username="publisher")
    done, moments = threading.Event(), []

    def work() -> None:
        due = time.monotonic()
        try:
            while waiting and not done.wait(max(0.0, due - time.monotonic())):
                acts.publish(waiting.pop(), publisher)
                moments.append(time.monotonic())
                due += 1.0
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield moments
    finally:
        done.set()
        thread.join()
    if len(moments) < int(seconds):
        raise RuntimeError(f"The machine is too busy: {len(moments)} publications in {seconds} s.")


@contextlib.contextmanager
def changing(seconds: float) -> Iterator[None]:
    """Change the clinic's profile before the block and each so many seconds in it: no guide's frame stands.

    Raises RuntimeError where the changes have ended before the block.
    """
    from django.db import connection

    from clinic_cms.clinic.models import ClinicProfile

    done = threading.Event()

    def change() -> None:
        ClinicProfile.objects.filter(pk=1).update(tagline=secrets.token_urlsafe(9))

    def work() -> None:
        try:
            while not done.wait(seconds):
                change()
        finally:
            connection.close()

    change()
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
        if not thread.is_alive():
            raise RuntimeError("The profile was not changed to the end.")
    finally:
        done.set()
        thread.join()


@contextlib.contextmanager
def served(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run granian as deploy/ does, with as many workers."""
    server = servers.granian(port)
    try:
        yield server
    finally:
        servers.stop(server)
