"""Answers on usefulness and reports of errors, by the verbs that readers' forms call."""

from articles import feedback
from articles.models import Edition
from clinic_cms.demo.feedback import REPORTS, VOTES
from clinic_cms.seeding.clock import Calendar, at


def seed(calendar: Calendar) -> int:
    """Make them on their days. Return how many there are."""
    live = {e.slug: e for e in Edition.objects.live().guides().select_related("article")}
    for slug, useful, words, days_ago in VOTES:
        with at(calendar.ago(days_ago)):
            token = feedback.make_token(live[slug])
            feedback.vote(
                article=live[slug].article, token=token, useful=useful, words=words, address=""
            )
    for slug, passage, wrong, days_ago in REPORTS:
        with at(calendar.ago(days_ago)):
            token = feedback.make_token(live[slug])
            feedback.report_error(
                article=live[slug].article,
                token=token,
                passage=passage,
                wrong=wrong,
                email="",
                address="",
            )
    return len(VOTES) + len(REPORTS)
