"""Measure search with many live pages: `python bench/search.py [--pages 20000] [--rounds 60]`.

It makes a database of its own: SQLite in a temporary folder, or, where DATABASE_URL names an empty
one, there. Besides the live pages there are superseded and withdrawn editions, a quarter as many,
which the search has to leave out. Times are of ``articles.search.finding.find`` as a whole: reading the
query, the index, what is live, passages with marks and filters.
"""

# ruff: noqa: T201 - it speaks to a person

import argparse
import itertools
import os
import random
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

WORDS_A_PAGE, VOCABULARY, BATCH = 400, 20_000, 500
GOAL = {"rare word": 10, "common word": 60}  # ms, p95
SUBJECTS = 40


def surroundings(folder: str) -> None:
    """Give settings.py what it insists on."""
    for name, value in {
        "SECRET_KEY": secrets.token_urlsafe(60), "DATA_DIR": folder, "TLS": "false",
        "SECOND_FACTOR": "false",
    }.items():  # fmt: skip
        os.environ.setdefault(name, value)


def vocabulary() -> list[str]:
    """Return words that look like words, the same in each run."""
    dice = random.Random(7)  # noqa: S311 - not a secret
    parts = (
        "ba ce di fo gu la me ni po ru sa te vi xo za lan mer tis col dor per sten gra plo".split()
    )
    found = dict.fromkeys("".join(dice.choices(parts, k=dice.randint(2, 4))) for _ in range(60_000))
    return list(found)[:VOCABULARY]


def content(number: int, text: str) -> dict[str, Any]:
    """Return facts as an edition freezes them, as far as the search looks at them."""
    common = " back pain" if number % 3 == 0 else ""
    condition, treatment = number % SUBJECTS, number * 7 % SUBJECTS
    treatment_facts = dict.fromkeys(
        "how_it_works how_it_is_given benefits preparation afterwards doing_nothing".split(), ""
    ) | {"name": f"Treatment {treatment}", "also_called": "", "summary": "", "example_medicines": "",
         "side_effects": [], "who_it_is_for": [], "who_should_not": [], "alternatives": []}  # fmt: skip
    return {
        "title": f"Page {number}{common}", "summary": "One sentence.", "questions": [],
        "body": f"<p>{text} pain</p>", "treatments": [treatment_facts],
        "conditions": [
            {"slug": f"condition-{condition}", "name": f"Condition {condition}", "also_called": ""}
        ],
    }  # fmt: skip


def texts(count: int) -> Iterator[str]:
    """Yield texts in which few words are common and most are rare (Zipf)."""
    dice = random.Random(11)  # noqa: S311 - not a secret
    known = vocabulary()
    weights = [*itertools.accumulate(1 / rank for rank in range(1, len(known) + 1))]
    for number in range(count):
        rare = " methotrexate" if number % 5_000 == 17 else ""
        yield " ".join(dice.choices(known, cum_weights=weights, k=WORDS_A_PAGE)) + rare


def fill(pages: int, first: int = 0, *, searched: bool = True) -> None:
    """Write live pages, a quarter as many others, and what is searched. ``first``: so many are there."""
    from django.utils import timezone

    from articles.editions import search_text
    from articles.models import Article, Edition, EditionSubject, Physician, Review
    from articles.search import documents
    from clinic_cms.clinic.models import User

    now = timezone.now()
    user = User.objects.get_or_create(username="bench")[0]
    author = Physician.objects.get_or_create(name="Bench", slug="bench")[0]
    begin, total = first + first // 4, first + pages + (first + pages) // 4
    source = texts(total - begin)
    for start in range(begin, total, BATCH):
        numbers = range(start, min(start + BATCH, total))
        articles = Article.objects.bulk_create(
            Article(
                title=f"Page {n}", slug=f"page-{n}", summary="One sentence.", author=author,
                created_by=user, edited_by=user,
            )
            for n in numbers
        )  # fmt: skip
        reviews = Review.objects.bulk_create(
            Review(
                article=article, reviewer=user, outcome="approved", content_sha256="0",
                independent=True,
            )
            for article in articles
        )  # fmt: skip
        editions = []
        for n, article, review in zip(numbers, articles, reviews, strict=True):
            facts = content(n, next(source))
            editions.append(
                Edition(
                    article=article, number=1, kind="guide", slug=article.slug,
                    title=facts["title"], summary=facts["summary"], payload=facts, byline={},
                    html=facts["body"], search_text=search_text(facts), last_reviewed=now.date(),
                    next_review_due=now.date(), content_sha256="0", sha256=f"{n}", review=review,
                    published_by=user, live_from=now - timedelta(days=1),
                    live_until=now - timedelta(hours=1) if (n + n // 5) % 5 == 4 else None,
                )
            )  # fmt: skip
        editions = Edition.objects.bulk_create(editions)
        EditionSubject.objects.bulk_create(
            EditionSubject(
                edition=edition, kind=kind, slug=f"{kind}-{n}", name=f"{kind} {n}",
                detail="Injection",
            )
            for edition, page in zip(editions, numbers, strict=True)
            for kind, n in (("condition", page % SUBJECTS), ("treatment", page * 7 % SUBJECTS))
        )  # fmt: skip
        if searched:
            documents.write(editions)


def measure(rounds: int) -> bool:
    """Print how long each kind of query takes. Return whether the goals are met."""
    from articles.search import finding, suggesting

    asked = {
        "rare word": ("methotrexate", {}),
        "common word": ("pain", {}),
        "two common words": ("back pain", {}),
        "common word, narrowed": ("pain", {"condition": "condition-7"}),
        "misspelt rare word": ("metotrexat", {}),
        "beginning": ("methotrex", {}),
        "no such word": ("qqqqwwww", {}),
    }
    good = True
    print(f"{'':<24}{'pages':>6}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}")
    for name, (query, filters) in asked.items():
        for _ in range(3):
            found = finding.find(query, **filters)
        times, cpu = [], time.process_time()
        for _ in range(rounds):
            began = time.perf_counter()
            finding.find(query, **filters)
            times.append((time.perf_counter() - began) * 1_000)
        cpu = (time.process_time() - cpu) * 1_000 / rounds
        p95 = statistics.quantiles(times, n=20)[-1]
        met = p95 <= GOAL.get(name, p95)
        good &= met
        note = "" if name not in GOAL else f"  goal {GOAL[name]}: {'met' if met else 'MISSED'}"
        pages = f"{len(found.hits)}{'+' if found.more else ''}"
        print(f"{name:<24}{pages:>6}{statistics.median(times):>9.1f}{p95:>9.1f}{cpu:>9.1f}{note}")
    times = []
    for prefix in ("me", "methot", "back pa") * rounds:
        began = time.perf_counter()
        suggesting.suggest(prefix)
        times.append((time.perf_counter() - began) * 1_000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{'suggestions':<24}{'':>6}{statistics.median(times):>9.1f}{p95:>9.1f}")
    return good


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--pages", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=60)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="clinic-bench-") as folder:
        surroundings(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "clinic_cms.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from articles.models import Article, Edition

        call_command("migrate", verbosity=0)
        if Article.objects.exists():
            print("This database holds articles. Name an empty one in DATABASE_URL.")
            return 1
        began = time.monotonic()
        fill(asked.pages)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        live = Edition.objects.live().count()
        print(
            f"{connection.vendor}: {live} live editions and {Edition.objects.count() - live} others, "
            f"written in {time.monotonic() - began:.0f} s; load {os.getloadavg()[0]:.1f} on "
            f"{os.cpu_count()} cores"
        )
        good = measure(asked.rounds)
        connection.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
