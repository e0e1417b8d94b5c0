"""Measure the moderation queue with few and with many replies: `python bench/moderation_queue.py`.

It makes a database of its own: SQLite in a temporary folder, or, where DATABASE_URL names an empty one,
there. It is filled by SQL to the first size, measured, filled to the second, and measured again. A tenth of
the replies is held in either case, so that a count without a bound would show. Not named queue.py: that
would hide Python's own module from what runs beside it.
"""

# ruff: noqa: T201 - it speaks to a person

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.search import fill, surroundings

GOAL = 1.3
PAGES = 20
# n: the reply's number, the key of its decision as well. One in ten is held, one in a thousand urgent.
REPLIES = """
INSERT INTO comments_comment (id, public_id, article_id, edition_id, depth, name, email, text, status,
    version, decision_id, urgent, reported, flags, findings, consent_version, consent_at, address_hash,
    token_hash, created_at, updated_at)
SELECT n, 'bench-' || n, (SELECT min(id) FROM articles_article) + n % {pages},
    (SELECT min(id) FROM articles_edition) + n % {pages}, 0, 'Reader ' || n % 50000,
    'reader' || n % 50000 || '@reader.example',
    'It helped me for ' || n || ' days, and I would have it again. The rest took longer.',
    CASE WHEN n % 10 = 0 THEN 'pending' WHEN n % 50 = 7 THEN 'rejected' ELSE 'approved' END,
    CASE WHEN n % 10 = 0 THEN 1 ELSE 2 END, CASE WHEN n % 10 = 0 THEN NULL ELSE n END,
    {urgent}, {false}, '[]',
    CASE WHEN n % 5 = 0 THEN '[{{"rule": "personal_data", "type": "PHONE_NUMBER", "start": 0, "end": 2,
        "reason": "Phone number"}}]' ELSE '[]' END{json},
    '2030-01', {moment}, '', '', {moment}, {moment}
FROM {numbers}
"""
DECISIONS = """
INSERT INTO comments_decision (id, comment_id, by_id, from_status, to_status, version, reason, note,
    created_at)
SELECT id, id, (SELECT min(id) FROM clinic_user), 'pending', status, 1,
    CASE WHEN status = 'rejected' THEN 'off_topic' ELSE '' END, '', created_at
FROM comments_comment WHERE id BETWEEN {first} AND {last} AND status <> 'pending'
"""
SQLITE = {
    "urgent": "n % 1000 = 0",
    "false": "0",
    "json": "",
    "moment": "datetime('2030-01-01', '+' || n || ' seconds')",
    "numbers": "(WITH RECURSIVE c(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM c WHERE n < {last}) "
    "SELECT n FROM c)",
}
POSTGRESQL = {
    "urgent": "n % 1000 = 0",
    "false": "false",
    "json": "::jsonb",
    "moment": "timestamptz '2030-01-01' + n * interval '1 second'",
    "numbers": "generate_series({first}, {last}) AS n",
}


def add(first: int, last: int) -> None:
    """Write replies and decisions with these numbers, past the triggers: none of them is read meanwhile."""
    from django.db import connection, transaction

    from comments.models import Comment, Decision

    sqlite = connection.vendor == "sqlite"
    words = SQLITE if sqlite else POSTGRESQL
    numbers = words["numbers"].format(first=first, last=last)
    tables = (Comment._meta.db_table, Decision._meta.db_table)
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        with transaction.atomic():  # a reply names its decision and the other way round
            cursor.execute(REPLIES.format(**{**words, "numbers": numbers}, pages=PAGES))
            cursor.execute(DECISIONS.format(first=first, last=last))
        cursor.execute("ANALYZE")
        if not sqlite:
            cursor.execute("VACUUM ANALYZE comments_comment")


def median(act: Callable[[], object], rounds: int) -> float:
    """Return the median time of an act in ms, after three rounds that are not counted."""
    times = []
    for number in range(rounds + 3):
        began = time.perf_counter()
        act()
        if number >= 3:
            times.append((time.perf_counter() - began) * 1_000)
    return statistics.median(times)


def measure(size: int, rounds: int) -> dict[str, float]:
    """Return the median of each thing that a moderator waits for, in ms."""
    from django.test import Client

    from clinic_cms.clinic.models import User
    from comments import around, queue
    from comments.models import Comment, Status

    person = User.objects.get(username="bench")
    desk = Client()
    desk.force_login(person)
    first, middle = queue.View(), Comment.objects.get(pk=size // 20 * 10)
    later = queue.View(after=str(middle.pk))
    rejected = queue.View(status=Status.REJECTED)
    if desk.get("/admin/comments/comment/").status_code != 200:
        raise SystemExit("The queue does not open.")
    acts: dict[str, Callable[[], object]] = {
        "the whole screen": lambda: desk.get("/admin/comments/comment/"),
        "first page and counts": lambda: (queue.page_of(first, person), queue.waiting()),
        "its counts alone": queue.waiting,
        "a page in the middle": lambda: queue.page_of(later, person),
        "the reply after one": lambda: first.beyond(middle).first(),
        "the rejected, newest": lambda: queue.page_of(rejected, person),
        "a writer's earlier replies": lambda: around.detail(middle.pk, person).writer,  # type: ignore[union-attr]
    }
    return {name: median(act, rounds) for name, act in acts.items()}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--few", type=int, default=1_000)
    options.add_argument("--many", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=40)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="clinic-bench-") as folder:
        surroundings(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "clinic_cms.settings"
        os.environ.setdefault("ALLOWED_HOSTS", "testserver")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from articles.models import Article
        from clinic_cms.clinic.models import User

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if Article.objects.exists():
            print("This database holds articles. Name an empty one in DATABASE_URL.")
            return 1
        fill(PAGES)
        User.objects.filter(username="bench").update(is_staff=True, is_superuser=True)
        found = {}
        for before, size in ((0, asked.few), (asked.few, asked.many)):
            began = time.monotonic()
            add(before + 1, size)
            print(f"{connection.vendor}: {size:,} replies, written in {time.monotonic() - began:.0f} s; "
                  f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)  # fmt: skip
            found[size] = measure(size, asked.rounds)
        connection.close()
    print(f"{'median, ms':<28}{asked.few:>10,}{asked.many:>12,}{'ratio':>8}")
    good = True
    for name, few in found[asked.few].items():
        many = found[asked.many][name]
        bound = name in ("the whole screen", "first page and counts")
        good &= not bound or many <= few * GOAL
        goal = f"  goal {GOAL}: {'met' if many <= few * GOAL else 'MISSED'}" if bound else ""
        print(f"{name:<28}{few:>10.2f}{many:>12.2f}{many / few:>8.2f}{goal}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
