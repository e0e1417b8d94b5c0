"""Post many replies at once: `python bench/load.py [--replies 20000] [--writers 16] [--kill]`.

Real processes: granian with two workers, before SQLite or before a PostgreSQL of this run's own
(`--database postgresql`), which writes to disk before it answers. With `--kill` that PostgreSQL is killed
half-way and started again. Writers send again what was not answered, with the same form, as a reader who
presses the button again. At the end every reply that was acknowledged must be there once, none public.
"""

# ruff: noqa: T201 - it speaks to a person

import argparse
import os
import socket
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE / "bench")]

from servers import Database, granian, surroundings  # noqa: E402 - bench/ is no package
from writers import ARTICLES, Outcome, write_all  # noqa: E402

DOWN = 5.0  # seconds without a database


def prepare() -> None:
    """Make tables, static files and live pages to reply to."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Article, Edition, Review
    from clinic_cms.clinic.roles import sync_roles
    from tests import acts, factories

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    sync_roles()
    author = factories.person("author", "Author", physician="Ana Reyes")
    reviewer = factories.person("reviewer", "Reviewer", physician="Rosa Klein")
    publisher = factories.person("publisher", "Publisher")
    guide = factories.guide(author, slug="first")
    acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    edition, review = guide.editions.get(), Review.objects.get()
    for number in range(ARTICLES):
        page = Article.objects.get(pk=guide.pk)
        page.pk, page.uid, page.slug = None, uuid.uuid4(), f"page-{number}"
        page.save(force_insert=True)
        review.pk, review.article = None, page
        Review.objects.bulk_create([review])
        copied = Edition.objects.get(pk=edition.pk)
        copied.pk, copied.article, copied.slug = None, page, page.slug
        copied.review, copied.sha256 = review, f"{number}"
        Edition.objects.bulk_create([copied])
    connection.close()


def verify(outcome: Outcome, replies: int) -> list[str]:
    """Return what is wrong in the database."""
    from comments.models import Comment, Status

    stored = Counter(Comment.objects.values_list("text", flat=True).iterator())
    wrong = [
        f"acknowledged and not there: number {number}"
        for number in outcome.acknowledged
        if not stored[f"Load reply number {number}."]
    ]
    wrong += [f"there {count} times: {text}" for text, count in stored.items() if count > 1]
    wrong += [f"never acknowledged: number {number}" for number in outcome.lost]
    if len(stored) != replies:
        wrong.append(f"{len(stored)} replies are there, {replies} were written")
    if decided := Comment.objects.exclude(status=Status.PENDING).count():
        wrong.append(f"{decided} are not held")
    if public := Comment.objects.visible().count():
        wrong.append(f"{public} are public")
    return wrong


def run(replies: int, writers: int, port: int, database: Database | None) -> list[str]:
    """Let the writers write, and return what is wrong. ``database``: the one to kill half-way."""
    outcome, began = Outcome(), time.monotonic()
    threads = write_all(port, replies, writers, outcome)
    if database:
        while len(outcome.acknowledged) < replies // 2:
            time.sleep(0.1)
        database.kill()
        print(f"PostgreSQL killed after {len(outcome.acknowledged)} replies", flush=True)
        time.sleep(DOWN)
        database.start()
        print("PostgreSQL is back", flush=True)
    for thread in threads:
        thread.join()
    took, times = time.monotonic() - began, sorted(outcome.times)
    print(
        f"{len(outcome.acknowledged)} replies acknowledged in {took:.0f} s by {writers} writers: "
        f"p50 {statistics.median(times):.0f} ms, p99 {times[len(times) * 99 // 100]:.0f} ms, "
        f"longest {times[-1]:.0f} ms; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    if outcome.troubles:
        print("sent again after: " + ", ".join(f"{w} {n}" for w, n in outcome.troubles.items()))
    return verify(outcome, replies)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--replies", type=int, default=20_000)
    options.add_argument("--writers", type=int, default=16)
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options.add_argument("--kill", action="store_true", help="kill PostgreSQL half-way")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="clinic-load-", dir="/tmp") as name:
        Path(name).chmod(0o755)  # PostgreSQL runs as another user
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        database = Database(Path(name)) if asked.database == "postgresql" else None
        server = None
        try:
            if database:
                database.start()
            surroundings(name, port, database)
            prepare()
            server = granian(port)
            print(f"{asked.database}: {asked.replies} replies to {ARTICLES} pages", flush=True)
            wrong = run(asked.replies, asked.writers, port, database if asked.kill else None)
        finally:
            if server:
                server.terminate()
                server.wait(30)
            if database:
                database.stop()
    print("\n".join(wrong[:20]) or "Every reply is there once, and none is public.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
