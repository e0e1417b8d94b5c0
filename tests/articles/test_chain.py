"""``manage.py verify_editions``: the chain holds, and a broken link is named."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Edition
from tests import acts, factories, kept


@pytest.fixture
@kept.step
def three_editions(guide, author, reviewer, publisher) -> None:
    """Three editions of the guide, and one of another article that stays whole."""
    for n in (1, 2, 3):
        acts.edit(guide, author, summary=f"Sentence {n}.")
        acts.submit_approve_publish(guide, author=author, reviewer=reviewer, publisher=publisher)
    other = factories.policy(author)
    acts.submit_approve_publish(other, author=author, reviewer=reviewer, publisher=publisher)


def verify(capsys) -> tuple[bool, str]:
    """Run the command; return whether it passed and all that it said."""
    try:
        call_command("verify_editions")
    except CommandError as broken:
        return False, f"{capsys.readouterr().err}{broken}"
    return True, capsys.readouterr().out


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_whole_chain_passes_with_a_count(three_editions, capsys) -> None:
    passed, said = verify(capsys)
    assert passed
    assert "2 articles" in said


def test_an_empty_database_passes(db, capsys) -> None:
    assert verify(capsys)[0]


def test_a_withdrawal_breaks_nothing(three_editions, guide, publisher, capsys) -> None:
    acts.withdraw(guide, publisher)
    assert verify(capsys)[0]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("payload = REPLACE(CAST(payload AS text), 'lie on your side', 'sit')", "content"),
        ("html = html || ' '", "sealed"),
        ("live_from = '2019-01-01 00:00:00'", "sealed"),
        ("byline = REPLACE(CAST(byline AS text), 'Rosa Klein', 'Ana Reyes')", "sealed"),
        ("title = 'Another title'", "title"),
        ("summary = 'Another summary'", "title"),
        ("last_reviewed = '2039-01-01'", "reviewed"),
        ("next_review_due = '2039-01-01'", "reviewed"),
        ("content_sha256 = REPEAT_0", "content"),
        ("previous_sha256 = REPEAT_0", "follow"),
        ("sha256 = REPEAT_0", "sealed"),
        ("number = 7", "missing"),
    ],
)
def test_a_changed_edition_is_named(
    three_editions, guide, without_triggers, capsys, change, why
) -> None:
    change = change.replace("REPEAT_0", f"'{'0' * 64}'")
    if connection.vendor == "postgresql":
        change = change.replace("'sit')", "'sit')::jsonb").replace(
            "'Ana Reyes')", "'Ana Reyes')::jsonb"
        )
    run(f"UPDATE articles_edition SET {change} WHERE number = 2 AND slug = %s", guide.slug)  # noqa: S608
    passed, said = verify(capsys)
    assert not passed
    number = 3 if change.startswith("number") else 2
    assert f"{guide.slug}, edition {number}: " in said
    assert why in said
    assert "1 of 2 articles" in said
    assert "how-we-write" not in said


@pytest.mark.parametrize(("number", "named"), [(1, 2), (2, 3)])
def test_a_deleted_edition_is_named(
    three_editions, guide, without_triggers, capsys, number, named
) -> None:
    gone = Edition.objects.get(slug=guide.slug, number=number)
    for table in ("articles_editionsubject", "articles_searchdocument"):
        run(f"DELETE FROM {table} WHERE edition_id = %s", gone.pk)  # noqa: S608 - two names above
    run("DELETE FROM articles_edition WHERE id = %s", gone.pk)
    passed, said = verify(capsys)
    assert not passed
    assert f"{guide.slug}, edition {named}: edition {number} before it is missing" in said


def test_a_deleted_last_edition_is_named(three_editions, guide, without_triggers, capsys) -> None:
    """No later seal names it: the article's events do."""
    gone = Edition.objects.get(slug=guide.slug, number=3)
    for table in ("articles_editionsubject", "articles_searchdocument"):
        run(f"DELETE FROM {table} WHERE edition_id = %s", gone.pk)  # noqa: S608 - two names above
    run("DELETE FROM articles_edition WHERE id = %s", gone.pk)
    passed, said = verify(capsys)
    assert not passed
    assert f"{guide.slug}, edition 3: " in said


def test_an_end_that_was_taken_back_is_named(
    three_editions, guide, publisher, without_triggers, capsys
) -> None:
    """A withdrawn page would be shown again."""
    acts.withdraw(guide, publisher)
    run("UPDATE articles_edition SET live_until = NULL WHERE slug = %s", guide.slug)
    passed, said = verify(capsys)
    assert not passed
    assert f"{guide.slug}, edition 3: " in said


def test_only_the_first_broken_link_of_an_article_is_named(
    three_editions, guide, without_triggers, capsys
) -> None:
    run("UPDATE articles_edition SET html = 'x' WHERE slug = %s", guide.slug)
    said = verify(capsys)[1]
    assert f"{guide.slug}, edition 1: " in said
    assert f"{guide.slug}, edition 2: " not in said
