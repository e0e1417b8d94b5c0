"""The index is whole, in step with the editions, and says so when it is not."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction

from articles import checks
from articles.models import Edition, SearchDocument, SearchWord, Synonym
from articles.search import documents, finding, installing, postgresql
from articles.search.engine import CannotSearch, engine
from articles.words import one_edit_away
from tests import acts


def test_nothing_is_missing(db) -> None:
    assert installing.missing("default") == []
    assert checks.search_index_is_whole(databases=["default"]) == []


def test_document_and_edition_are_written_together_or_not_at_all(
    approved, publisher, monkeypatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(documents, "document", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        acts.publish(approved, publisher)
    assert not Edition.objects.exists()


def test_every_edition_has_its_document(library) -> None:
    assert set(SearchDocument.objects.values_list("pk", flat=True)) == set(
        Edition.objects.values_list("pk", flat=True)
    )
    assert documents.write_missing("default") == 0


def test_editions_of_before_the_index_get_their_documents(library) -> None:
    SearchDocument.objects.all().delete()
    SearchWord.objects.all().delete()
    assert finding.find("ibuprofen").hits == []
    assert documents.write_missing("default") == 3
    assert len(finding.find("ibuprofen").hits) == 1
    assert len(finding.find("ibuprofin").hits) == 1


def test_a_document_taken_away_leaves_no_trace(library) -> None:
    edition = library["Sciatica"]
    assert engine().ranked(((("herniation",),),), [], 9) == [edition.pk]
    SearchDocument.objects.filter(pk=edition.pk).delete()
    assert engine().ranked(((("herniation",),),), [], 9) == []


@pytest.mark.sqlite
def test_lost_triggers_are_named_and_come_back_with_all_words(library) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER articles_search_index_insert")
    [error] = checks.search_index_is_whole(databases=["default"])
    assert error.id == "articles.E002"
    assert "articles_search_index_insert" in error.msg
    SearchDocument.objects.filter(pk=library["Sciatica"].pk).delete()
    installing.install_after_migrate("default")
    assert installing.missing("default") == []
    assert finding.find("herniation").hits
    with connection.cursor() as cursor:  # FTS5 compares the index with its source, or raises
        cursor.execute(
            "INSERT INTO articles_search_index(articles_search_index, rank) VALUES ('integrity-check', 1)"
        )


@pytest.mark.postgresql
def test_a_lost_index_is_named_and_comes_back(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX articles_searchdocument_everything")
    assert installing.missing("default") == ["articles_searchdocument_everything"]
    installing.install_after_migrate("default")
    assert installing.missing("default") == []


@pytest.mark.postgresql
def test_an_extension_that_cannot_be_made_is_explained(db, monkeypatch) -> None:
    monkeypatch.setattr(postgresql, "EXTENSIONS", ("no_such_extension",))
    with pytest.raises(CannotSearch, match="CREATE EXTENSION no_such_extension"):
        installing.install_after_migrate("default")


@pytest.mark.postgresql
def test_the_index_is_used(library) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM articles_searchdocument"
            " WHERE everything @@ to_tsquery('clinic_search', 'pain')"
        )
        plan = str(cursor.fetchall())
    assert "articles_searchdocument_everything" in plan


@pytest.mark.postgresql
def test_trigrams_are_not_taken_for_equality(db) -> None:
    """With hundreds of spellings at once, that takes seconds."""
    SearchWord.objects.bulk_create(SearchWord(word=f"word{n}", named=False) for n in range(5_000))
    spellings = list(one_edit_away("metotrexat"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_searchword; SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM articles_searchword WHERE word = ANY(%s)", [spellings]
        )
        assert "trigrams" not in str(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_searches_again(library, author, reviewer, publisher, guide) -> None:
    """What a flush leaves: no rows, and no words of them in the index either."""
    acts.drop_triggers()
    call_command("flush", verbosity=0, interactive=False)
    assert engine().ranked(((("pain",),),), [], 9) == []
    assert engine().resembling("ibuprofen", 9) == []
    assert installing.missing("default") == []


@pytest.mark.parametrize(("word", "means"), [("!!", "rest"), ("Rest", "…")])
def test_a_synonym_needs_letters_on_both_sides(db, word: str, means: str) -> None:
    with pytest.raises(ValidationError, match="letters or digits"):
        Synonym(word=word, means=means).full_clean()


@pytest.mark.parametrize(
    ("word", "complaint"), [("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 60, "too long"),
                            ("one two three four five six", "at most 5 words")],
)  # fmt: skip
def test_a_synonym_that_no_search_would_look_up(db, word: str, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Synonym(word=word, means="rest").full_clean()


def test_the_demo_synonyms_are_usable(db) -> None:
    from clinic_cms.demo.synonyms import SYNONYMS

    for word, means in SYNONYMS.items():
        Synonym(word=word, means=means).full_clean()


def test_a_document_that_is_too_long_is_cut(library) -> None:
    """PostgreSQL refuses more than a megabyte of different words."""
    edition = library["Sciatica"]
    SearchDocument.objects.filter(pk=edition.pk).delete()
    signs = [chr(0x4E00 + n) for n in range(20_000)]
    edition.payload["summary"] = " ".join(
        a + b for k in range(4) for a, b in zip(signs, signs[k:], strict=False)
    )
    documents.write([edition])
    assert len(SearchDocument.objects.get(pk=edition.pk).text) == documents.LONGEST


def test_a_synonym_stands_once_however_it_is_written(library) -> None:
    with pytest.raises(ValidationError, match="here already"):
        Synonym(word="ADVIL ", means="rest").full_clean()
    assert Synonym.objects.get(key="advil").history.count() == 1
