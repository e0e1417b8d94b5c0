"""What screening and the verb are told before a reply is written: the same rows, in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Physician
from clinic_cms.clinic.models import Attempt, User
from clinic_cms.clinic.planned import plan_of
from clinic_cms.clinic.prepared import Prepared
from comments import before, known, throttle, views
from comments.models import Comment, Phrase
from tests import factories

WORDS = "The same words."


def reply(edition, **fields):
    return Comment(edition=edition, article_id=edition.article_id, text=WORDS, **fields)


def test_the_clinic_and_its_people(edition, clinic, author):
    author.first_name, author.last_name, author.is_staff = "Ruth", "Okafor", True
    author.save()
    left = factories.person("left", "Author")
    left.first_name, left.is_active = "Gone", False
    left.save()
    context = known.known_about(reply(edition))
    staff = User.objects.filter(is_active=True, is_staff=True)
    physicians = Physician.objects.values_list("name", flat=True)
    names = {*physicians, *(user.get_full_name() for user in staff)} - {""}
    assert {*known.official_names()} == {*physicians, clinic.name}
    assert "Ruth Okafor" in names
    assert context.staff == tuple(sorted(names))
    assert context.own_numbers == ("5550100", "5550101")
    assert context.effects == known._effects(edition.pk, edition.sha256)
    assert (context.sent_before, context.recent) == (0, 0)


def test_earlier_replies_and_attempts(edition, clinic, monkeypatch):
    for text in (WORDS, WORDS, "Others.", "And others."):
        factories.pending_comment(edition, text=text)
    for key, age in (("one", 0), ("one", 59), ("one", 61), ("two", 0)):
        row = Attempt.objects.create(key=key)
        Attempt.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(minutes=age))
    context = known.known_about(reply(edition, address_hash="one"))
    assert (context.sent_before, context.recent) == (2, 2)
    assert known.known_about(reply(edition)).recent == 0
    monkeypatch.setattr(known, "LATEST", 3)
    monkeypatch.setattr(known, "_facts", Prepared(known._facts._build))
    assert known.known_about(reply(edition)).sent_before == 1


def test_the_clinics_lists(edition, clinic, monkeypatch):
    for words, active in (("two", True), ("one", True), ("switched off", False), ("Three", True)):
        Phrase.objects.create(list="watch", words=words, reason=words[:1], active=active)
    found = [(it.list, it.words, it.reason) for it in known.known_about(reply(edition)).phrases]
    assert found == [("watch", "Three", "T"), ("watch", "one", "o"), ("watch", "two", "t")]
    assert known.known_about(reply(edition)).phrases == known.listed().phrases
    monkeypatch.setattr(known, "MOST_ACTIVE", 2)
    assert [it.words for it in known.known_about(reply(edition)).phrases] == ["Three", "one"]
    assert known.known_about(reply(edition)).phrases == known.listed().phrases


@pytest.mark.sqlite
def test_nothing_is_looked_for_among_all_rows(edition, clinic):
    mine = reply(edition, address_hash="one", token_hash="a" * 64, email="pat@reader.example")
    known.known_about(mine)
    before.known_before(mine)
    views._asked_first(edition.slug)
    for query, indexes in (
        (known._facts, {"comment_opening (<expr>=? AND id>?)", "throttle_by_key (key=?"}),
        (
            before._query(throttle.limits()),
            {"comment_one_per_form", "comment_writer", "throttle_by_key"},
        ),
        (views._first, {"(slug=?)"}),
    ):
        written = query._written["sqlite"]
        with connection.cursor() as cursor:
            values = ["1000-01-01" for _ in written.parameters]
            cursor.execute(f"EXPLAIN QUERY PLAN {written.sql}", values)
            plan = "\n".join(row[3] for row in cursor.fetchall())
        assert all(index in plan for index in indexes), plan
        assert "SCAN articles_edition" not in plan
        assert "SCAN clinic_attempt" not in plan


@pytest.mark.postgresql
def test_the_same_words_are_looked_for_by_who_wrote_them(edition, clinic):
    """In a plan for all values, where few replies have an e-mail left: it read all that the article has."""
    Comment.objects.bulk_create(
        reply(
            edition, consent_version="1", consent_at=timezone.now(), email="a@a.example" * (n == 1)
        )
        for n in range(2_000)
    )
    mine = reply(edition, address_hash="one", token_hash="a" * 64, email="pat@reader.example")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_comment")
        cursor.execute("SET LOCAL enable_seqscan = off")  # two thousand rows are few
        before.known_before(mine)
        written = before._query(throttle.limits())._written["postgresql"]
        values = [1 if isinstance(it, int) else "2030-01-01" for it in written.parameters]
        cursor.execute(f"EXPLAIN {plan_of(written.sql).asked_for(len(values))}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "comment_writer" in plan
    assert "comments_comment_article_id" not in plan
