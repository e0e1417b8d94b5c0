"""A reviewer's decision that comes too late or incomplete: no word of it is lost, no change is silent."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import acts
from tests.admin.pages import change_url, verb_data, verb_url

pytestmark = pytest.mark.once

WORDS = "Page two: the dose is wrong.\nAn hour of work."
NEWER = "What stands here changed after you opened the page"


@pytest.fixture
def chair(reviewer: Any, client_for: Any) -> Client:
    return client_for(reviewer)


def decide(chair: Client, article: Article, verb: str, reviewer: Any, **fields: Any) -> Any:
    return chair.post(verb_url(article, verb), verb_data(article, verb, reviewer) | fields)


@pytest.mark.parametrize("verb", ["approve", "request-changes"])
def test_the_author_took_it_back_meanwhile(verb, in_review, author, reviewer, chair) -> None:
    acts.recall(in_review, author)
    refused = decide(chair, in_review, verb, reviewer, comment=WORDS)
    assert refused.status_code == 409
    for line in WORDS.splitlines():
        assert line in refused.content.decode()


def test_one_box_goes_with_either_button(in_review, chair) -> None:
    page = chair.get(reverse("admin:articles_article_review", args=(in_review.pk,)))
    asks = page.content.decode().split('class="ask"')[1].split("</form>")[0]
    assert asks.count("<textarea") == 1
    assert f'action="{verb_url(in_review, "approve")}"' in asks
    assert f'formaction="{verb_url(in_review, "request-changes")}"' in asks


def test_what_was_typed_is_kept_with_an_approval(in_review, reviewer, chair) -> None:
    assert decide(chair, in_review, "approve", reviewer, comment=WORDS).status_code == 302
    assert WORDS in acts.fresh(in_review).events.first().note
    assert in_review.reviews.first().comment == WORDS


def test_a_request_without_a_word_says_what_is_missing(in_review, reviewer, chair) -> None:
    refused = decide(chair, in_review, "request-changes", reviewer, comment=" ")
    assert refused.status_code == 400
    assert "Say what should change: the author reads it." in refused.content.decode()
    assert acts.fresh(in_review).status == "in_review"


def test_who_may_not_review_any_more_gets_the_words_back(in_review, reviewer, chair) -> None:
    treatment = in_review.treatments.get()
    treatment._history_user = reviewer  # they wrote in a record of the page themselves
    treatment.save()
    refused = decide(chair, in_review, "request-changes", reviewer, comment=WORDS)
    assert refused.status_code == 403
    assert "An hour of work." in refused.content.decode()


def test_a_comment_stands_once_where_it_can_be_sent_again(in_review, reviewer, chair) -> None:
    stale = {"revision": in_review.revision - 1, "comment": WORDS}
    page = decide(chair, in_review, "request-changes", reviewer, **stale).content.decode()
    assert page.count("An hour of work.") == 1


def test_an_incomplete_decision_says_that_the_text_is_another_now(
    in_review, author, reviewer, chair
) -> None:
    sent = verb_data(in_review, "request-changes", reviewer) | {"comment": " "}
    address = verb_url(in_review, "request-changes")
    assert NEWER not in chair.post(address, sent).content.decode()
    acts.edit(acts.recall(in_review, author), author, summary="A dose ten times as high.")
    acts.submit(in_review, author)
    assert NEWER in chair.post(address, sent).content.decode()


def test_an_approval_with_too_long_a_comment_says_so_of_records_too(
    in_review, reviewer, chair
) -> None:
    sent = verb_data(in_review, "approve", reviewer) | {"comment": "x" * 4_001}
    treatment = in_review.treatments.get()
    treatment.summary = "Something else."
    treatment.save()
    refused = chair.post(verb_url(in_review, "approve"), sent)
    assert refused.status_code == 400
    assert NEWER in refused.content.decode()


def test_who_approved_takes_it_back_until_it_is_published(
    approved, reviewer, other_reviewer, publisher, chair, client_for
) -> None:
    sent = {"revision": approved.revision}
    address = verb_url(approved, "recall")
    assert client_for(other_reviewer).post(address, sent).status_code == 403
    assert address in chair.get(change_url(approved)).content.decode()
    assert chair.post(address, sent).status_code == 302
    taken = acts.fresh(approved)
    assert (taken.status, taken.events.first().by) == ("draft", reviewer)
    stale = client_for(publisher).post(verb_url(approved, "publish"), sent)
    assert (stale.status_code, approved.editions.exists()) == (409, False)


def test_who_approved_takes_nothing_back_from_readers(published, chair) -> None:
    refused = chair.post(
        verb_url(published, "recall"), {"revision": acts.fresh(published).revision}
    )
    assert (refused.status_code, acts.fresh(published).status) == (403, "published")


def test_who_reviews_no_more_takes_no_approval_back(approved, reviewer, author, chair) -> None:
    reviewer.groups.set(author.groups.all())
    assert (
        chair.post(verb_url(approved, "recall"), {"revision": approved.revision}).status_code == 403
    )
    assert acts.fresh(approved).status == "approved"


def test_who_reviews_sees_the_advice_that_the_author_sees(in_review, reviewer, chair) -> None:
    Article.objects.filter(pk=in_review.pk).update(
        body=in_review.body + "<p>This injection is safe.</p>", change_note="Nothing."
    )
    page = chair.get(reverse("admin:articles_article_review", args=(in_review.pk,)))
    panel = page.content.decode().split("Before publication")[1].split('class="ask"')[0]
    assert "would help" in panel
    assert "is safe" in panel
    assert "A first edition corrects nothing." in panel
    assert "Show me" not in panel  # there is no form to lead to
    refused = decide(chair, in_review, "request-changes", reviewer, comment="")
    assert "would help" in refused.content.decode()
