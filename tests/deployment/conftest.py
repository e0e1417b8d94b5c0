"""One production set for all tests of this folder: two granian masters and two workers behind nginx."""

from collections.abc import Iterator

import pytest

from tests.deployment.production import Production, production


@pytest.fixture(scope="session")
def clinic() -> Iterator[Production]:
    with production(masters=2, workers=2) as running:
        yield running
