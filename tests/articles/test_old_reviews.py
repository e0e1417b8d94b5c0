"""A review older than the review cycle publishes nothing: the page would be overdue at once."""

from datetime import timedelta

import pytest

from articles import errors
from clinic_cms.clinic.models import ClinicProfile
from tests import acts
from tests.admin.pages import change_url


def test_a_review_older_than_the_cycle_is_refused(
    clock, approved, author, reviewer, publisher, client_for
) -> None:
    ClinicProfile.objects.update(review_cycle_months=1)
    clock.tick(days=100)
    with pytest.raises(errors.NotReady, match="The review is too old"):
        acts.publish(approved, publisher)
    assert not approved.editions.exists()
    form = client_for(publisher).get(change_url(approved)).content.decode()
    assert "The review is too old." in form
    acts.submit(acts.recall(approved, publisher), author)
    acts.publish(acts.approve(approved, reviewer), publisher)
    assert approved.editions.live().exists()


@pytest.mark.parametrize(("late", "passes"), [(0, True), (1, False)])
def test_the_day_on_which_the_next_review_is_due_is_the_last(
    clock, approved, publisher, late, passes
) -> None:
    ClinicProfile.objects.update(review_cycle_months=1)
    due = clock.now + timedelta(days=31)  # reviewed in January
    if passes:
        edition = acts.publish(approved, publisher, live_from=due).editions.get()
        assert edition.next_review_due.isoformat() == due.date().isoformat()
        return
    with pytest.raises(errors.NotReady, match="overdue from its first day"):
        acts.publish(approved, publisher, live_from=due + timedelta(days=late))
