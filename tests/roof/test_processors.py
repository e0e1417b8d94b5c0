"""Which processors a web worker takes."""

import os

import pytest
import setproctitle

from clinic_cms import processors


@pytest.mark.parametrize(
    ("workers", "there", "shares"),
    [
        (2, [0, 1], [{0}, {1}]),
        (2, [0, 1, 2, 3], [{0, 1}, {2, 3}]),
        (2, [4, 6, 7], [{4}, {6, 7}]),
        (3, [0, 1], [{0}, {0}, {1}]),
        (2, [5], [{5}, {5}]),
        (1, [0, 1], [{0, 1}]),
    ],
)
def test_every_processor_has_a_worker_and_every_worker_one(workers, there, shares):
    found = [processors.share(n, workers, there) for n in range(1, workers + 1)]
    assert found == shares
    assert set().union(*found) == set(there)


@pytest.fixture
def taken(monkeypatch):
    """What a process with this title and these variables is kept to."""
    kept = []
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1})
    monkeypatch.setattr(os, "sched_setaffinity", lambda pid, share: kept.append((pid, share)))

    def take(title, workers):
        monkeypatch.setattr(setproctitle, "getproctitle", lambda: title)
        monkeypatch.setenv("GRANIAN_WORKERS", workers)
        processors.take()
        return kept

    return take


def test_the_second_of_two_workers_takes_the_second_processor(taken):
    assert taken("clinic-web worker-2", "2") == [(0, {1})]


@pytest.mark.parametrize(
    ("title", "workers"),
    [("clinic-web", "2"), ("python manage.py runserver", "2"), ("clinic-web worker-1", "0")],
)
def test_other_processes_go_where_they_like(taken, title, workers):
    assert taken(title, workers) == []
