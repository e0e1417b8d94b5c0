"""How long ago something was: nothing was "0 minutes ago"."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic_cms.clinic.lapse import ago, since


@pytest.mark.parametrize(
    ("seconds", "lasted", "when"),
    [
        (-5, "less than a minute", "just now"),  # another machine's clock
        (0, "less than a minute", "just now"),
        (59, "less than a minute", "just now"),
        (61, "1\xa0minute", "1\xa0minute ago"),
        (7500, "2\xa0hours, 5\xa0minutes", "2\xa0hours, 5\xa0minutes ago"),
    ],
)
def test_in_words(seconds: int, lasted: str, when: str) -> None:
    moment = timezone.now() - timedelta(seconds=seconds)
    assert (since(moment), ago(moment)) == (lasted, when)
