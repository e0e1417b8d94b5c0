"""Nothing that readers cannot open is found, suggested or hinted at."""

from datetime import timedelta

import pytest

from articles.models import Edition, SearchDocument, SearchWord
from articles.search import finding, suggesting
from tests import acts

SECRET = "quinquagesima"


def seen() -> bool:
    """Return whether a search shows the secret, by any way that leads to readers."""
    ways = (
        finding.find(SECRET).hits,
        finding.find("quinquagesimo").hits,
        finding.find("quinqua").hits,
        suggesting.suggest("quinq"),
        suggesting.suggest("secret"),
        suggesting.did_you_mean("quinquagesimoo"),
    )
    return any(ways)


@pytest.fixture
def hidden(publish, clock):
    return publish("Secret", f"<p>{SECRET}</p>", live_from=clock.now + timedelta(hours=1))


def test_scheduled(hidden, clock) -> None:
    assert SearchDocument.objects.filter(pk=hidden.pk).exists()  # it is in the index
    assert not seen()
    clock.tick(hours=1)
    assert seen()  # at once, without a job


def test_withdrawn(hidden, clock, publisher) -> None:
    clock.tick(hours=2)
    assert seen()
    acts.withdraw(acts.fresh(hidden.article), publisher)
    assert not seen()


def test_superseded(hidden, clock, author, reviewer, publisher) -> None:
    clock.tick(hours=2)
    article = acts.edit(hidden.article, author, title="Open", body="<h2>More</h2><p>Plain.</p>")
    acts.submit_approve_publish(article, author=author, reviewer=reviewer, publisher=publisher)
    assert not seen()
    assert [h.edition.number for h in finding.find("open").hits] == [2]


def test_the_test_sees_what_leaks(hidden, monkeypatch) -> None:
    """Broken on purpose: with the law taken away, all of the above would fail."""
    monkeypatch.setattr(type(Edition.objects.all()), "live", lambda self, at=None: self.all())
    assert seen()


def test_many_dead_editions_do_not_hide_a_live_one(library, monkeypatch, clock, publisher) -> None:
    monkeypatch.setattr(finding, "AT_FIRST", 1)
    clock.tick(hours=1)
    for title in ("Medicines for pain", "Sciatica"):
        acts.withdraw(acts.fresh(library[title].article), publisher)
    assert [h.edition.title for h in finding.find("pain").hits] == ["Epidural injections"]


def test_words_of_dead_editions_mend_nothing(hidden) -> None:
    assert SearchWord.objects.filter(word=SECRET).exists()
    found = finding.find("quinquagesimas")
    assert (found.hits, found.corrected) == ([], "")
