"""What stops a page, and what is only advice: one change at a time to a page that lacks nothing."""

from datetime import date

import pytest

from articles import editions, overstating, preflight
from articles.errors import NotReady
from articles.models import Disclaimer
from articles.models.disclaimer import DisclaimerScope
from articles.picture_copies import copy_name
from tests import acts, factories
from tests.meta.world import picture


def found(article, level: str) -> set[str]:
    content = editions.build_content(article)
    return {f.code for f in preflight.examine(content, article.body) if f.level == level}


def test_the_guide_lacks_nothing(guide) -> None:
    assert found(guide, "error") == set()
    assert found(guide, "advice") == set()


def no_text(guide) -> None:
    guide.body = "<p> </p>"
    guide.treatments.clear()


def no_summary(guide) -> None:
    guide.summary = " "


def picture_without_alt(guide) -> None:
    guide.body += '<p><img src="/media/pictures/a.jpg"></p>'


def picture_from_elsewhere(guide) -> None:
    guide.body += '<p><img src="https://elsewhere.example/spine.png" alt="A spine"></p>'


def no_reference(guide) -> None:
    guide.body = guide.body.replace("[1]", "")
    guide.treatments.get().side_effect_rows.all().delete()
    guide.citations.all().delete()


def unknown_citation(guide) -> None:
    guide.body += "<p>As others found [2].</p>"


def figure_without_source(guide) -> None:
    factories.FrequencyFactory(treatment=guide.treatments.get())


def no_disclaimer(guide) -> None:
    general = Disclaimer.objects.get()
    general.scope = DisclaimerScope.ATTACHED  # no longer for every article
    general.save()


def author_without_credentials(guide) -> None:
    guide.author.credentials = ""
    guide.author.save()


def no_emergency_card(guide) -> None:
    guide.help_emergency = " \n "


@pytest.mark.parametrize(
    "spoil",
    [
        no_text, no_summary, picture_without_alt, picture_from_elsewhere, no_reference,
        unknown_citation,
        figure_without_source, no_disclaimer, author_without_credentials, no_emergency_card,
    ],
)  # fmt: skip
def test_what_stops_a_page(guide, spoil) -> None:
    spoil(guide)
    assert found(guide, "error") == {spoil.__name__}


def heading_skipped(guide) -> None:
    guide.body = guide.body.replace("<h2>What to", "<h4>What to").replace(
        "expect</h2>", "expect</h4>"
    )


def no_questions(guide) -> None:
    guide.questions = ""


def no_serious_effect(guide) -> None:
    guide.treatments.get().side_effect_rows.filter(serious=True).delete()


def no_alternatives(guide) -> None:
    treatment = guide.treatments.get()
    treatment.alternatives = ""
    treatment.save()


def long_sentences(guide) -> None:
    guide.body += "<p>" + "go " * 20 + "home.</p>"


def reading_grade(guide) -> None:
    guide.body = (
        "<p>" + "Contraindications necessitate multidisciplinary deliberation. " * 20 + "</p>"
    )


def promise(guide) -> None:
    guide.body += "<p>It is safe.</p>"


def ratio_without_numbers(guide) -> None:
    guide.body += "<p>It halves the chance of surgery.</p>"


@pytest.mark.parametrize(
    "spoil",
    [
        promise,
        ratio_without_numbers,
        heading_skipped,
        no_questions,
        no_serious_effect,
        no_alternatives,
        long_sentences,
        reading_grade,
    ],
)
def test_what_is_advice_only(guide, spoil) -> None:
    spoil(guide)
    assert spoil.__name__ in found(guide, "advice")
    assert found(guide, "error") == set()


@pytest.mark.parametrize(
    "text",
    [
        "This halved the number from 8 to 4 out of 100 people.",
        "Is it safe? No treatment is without any harm.",
        "Keep the card in a safe place, and take the tablet twice a day.",
        "Ask what is likely to help you most.",
        "About 5% of people feel worse for a day.",
        "It halves the pain of 4 in 10 people in 6 weeks.",
        "The risk doubles, out of 2000 from 1 to 2.",
        "It doubles to 2 in 2000.",
        "Call for help: do not drive.",
    ],
)
def test_what_promises_nothing(text: str) -> None:
    assert (overstating.promises([text]), overstating.bare_ratios([text])) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "This injection is completely safe.",
        "Surgery is the best option.",
        "It works without side effects.",
        "We guarantee that the pain goes.",
        "A painless and risk-free way.",
        "It will cure your back.",
        "The injection always works.",
    ],
)
def test_what_promises_too_much(text: str) -> None:
    assert overstating.promises([text])


@pytest.mark.parametrize(
    "text",
    [
        "It cuts the risk: 50% less pain.",
        "People are twice as likely to walk again.",
        "Three times more people get better.",
        "A 30 percent reduction of symptoms.",
        "The injection halves the pain in 6 weeks.",
        "It doubles the risk of a fall in 12 to 18 months.",
        "Bleeding was twice as likely in 2019.",
    ],
)
def test_ratios_without_their_numbers(text: str) -> None:
    assert overstating.bare_ratios([text]) == [text]


def test_a_policy_needs_no_disclaimer_nor_help_lines(policy) -> None:
    assert found(policy, "error") == set()


def test_errors_come_first_and_say_what_to_do(guide) -> None:
    no_questions(guide)
    no_summary(guide)
    findings = preflight.examine(editions.build_content(guide), guide.body)
    assert [f.level for f in findings] == ["error", "advice"]
    assert all(f.what and f.why and f.field for f in findings)


def test_a_disclaimer_counts_only_once_it_is_in_force(guide, author) -> None:
    no_disclaimer(guide)
    attached = factories.DisclaimerFactory()
    guide.disclaimers.add(attached)
    factories.disclaimer_version(attached, author, from_day=date(2999, 1, 1))
    assert found(guide, "error") == {"no_disclaimer"}
    factories.disclaimer_version(attached, author)
    assert found(guide, "error") == set()


class TestPicturesThatAreNotOnFile:
    """The clinic has nothing at their address, so readers would see a gap."""

    GONE = "/media/pictures/2030/05/gone.jpg"

    def add(self, guide, address: str, alt: str) -> None:
        guide.body += f'<p><img src="{address}" alt="{alt}"></p>'
        guide.save()

    @pytest.mark.parametrize("alt", ["A spine", ""])
    def test_each_is_named_by_its_words_and_its_address(
        self, guide, author, client_for, alt: str
    ) -> None:
        self.add(guide, self.GONE, alt)
        page = client_for(author).get(f"/admin/articles/article/{guide.pk}/change/")
        (finding,) = (f for f in page.context["findings"] if f.code == "picture_not_on_file")
        assert finding.level == "error"
        assert (f"“{alt}”" if alt else "A picture") in finding.what
        assert self.GONE in finding.why

    def test_they_stop_the_page(self, guide, author) -> None:
        self.add(guide, self.GONE, "A spine")
        with pytest.raises(NotReady, match="“A spine” is not on file"):
            acts.submit(guide, author)

    def test_one_on_file_does_not(self, guide, author) -> None:
        stored = picture(author, 1)
        self.add(guide, stored.file.url, "A spine")
        assert acts.submit(guide, author).status == "in_review"

    @pytest.mark.parametrize("more", ["?size=1", "x"])
    def test_an_address_beside_one_on_file_does(self, guide, author, more: str) -> None:
        self.add(guide, picture(author, 1).file.url + more, "A spine")
        with pytest.raises(NotReady):
            acts.submit(guide, author)

    def test_a_smaller_copy_does(self, guide, author) -> None:
        self.add(guide, copy_name(picture(author, 1).file.url, 480, "webp"), "A spine")
        with pytest.raises(NotReady):
            acts.submit(guide, author)


def test_a_picture_from_elsewhere_is_named_by_its_words(guide) -> None:
    picture_from_elsewhere(guide)
    (finding,) = preflight.errors(editions.build_content(guide), guide.body)
    assert finding.what == "A picture without a file here: “A spine”."
