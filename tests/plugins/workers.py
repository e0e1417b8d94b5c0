"""Which worker has which test: one makes all journeys in the browser, the rest goes to whoever is free.

The clinic that the journeys meet takes half a minute to fill, and Chromium a second to start.
xdist's own ``xdist_group`` does nothing since pytest 9.2, which forgets the name that the mark gives.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

JOURNEYS = "tests/browser/"


class Workers(LoadScopeScheduling):  # type: ignore[misc]
    """Hand out single tests, but all journeys at once; they are the largest lot, and so the first."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Workers:
    return Workers(config, log)
