"""What Prometheus reads: for who knows the token only, added up over the workers, and nobody's data."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project
from prometheus_client.parser import text_string_to_metric_families

from clinic_cms.clinic import worker
from tests import factories

TOKEN = "a-token-of-at-least-20-characters"


@pytest.fixture
def asked(client, db):
    return lambda token="": client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def read(text: str) -> dict[str, float]:
    return {
        sample.name
        + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_without_a_token_in_the_settings_there_is_no_such_page(asked):
    assert asked().status_code == asked("x").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("token", ["", "x", f"{TOKEN}x", "é"])
def test_another_token_is_refused(asked, settings, token):
    settings.METRICS_TOKEN = TOKEN
    answer = asked(token)
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_what_waits(asked, settings, published, clock):
    settings.METRICS_TOKEN = TOKEN
    factories.pending_comment(published.editions.get(), text="Heliotrope.")
    worker.ask()
    clock.tick(minutes=10)
    answer = asked(TOKEN)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found = read(said)
    assert found["clinic_database_up"] == found["clinic_editions_live"] == 1
    assert found["clinic_replies pending"] == found["clinic_tasks ready"] == 1
    assert found["clinic_replies_oldest_waiting_seconds"] == 600
    assert found["clinic_tasks_oldest_waiting_seconds"] == 600
    assert found["clinic_disk_free_bytes"] > 0
    assert "Heliotrope" not in said
    assert "@" not in said


def test_a_folder_that_cannot_be_read_takes_nothing_else_away(asked, settings, tmp_path):
    settings.METRICS_TOKEN, settings.DATA_DIR = TOKEN, tmp_path / "gone"
    answer = asked(TOKEN)
    found = read(answer.content.decode())
    assert (answer.status_code, found["clinic_database_up"]) == (200, 1)
    assert "clinic_disk_free_bytes" not in found


WORKERS = """
import os, django
from django.test import Client
os.environ["DJANGO_SETTINGS_MODULE"] = "clinic_cms.settings"
django.setup()
from clinic_cms.metering import Metered

class Store:
    size = 700
    def __init__(self, app): self.app = app
    def __call__(self, environ, start):
        if environ["PATH_INFO"] == "/drawn": return self.app(environ, start)
        start("200 OK", []); return [b""]

def django_(environ, start):
    start("500 Oh", []); return [b""]

for _ in range(2):
    child = os.fork()
    if not child:
        site = Metered(django_, Store)
        for path in ("/", "/", "/drawn"):
            site({"PATH_INFO": path}, lambda *answer: None)
        os._exit(0)
    os.waitpid(child, 0)
token = "Bearer " + os.environ["METRICS_TOKEN"]
print(Client().get("/metrics", headers={"Authorization": token}).content.decode())
"""


@pytest.mark.once
def test_workers_are_added_up_and_the_database_may_be_away(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WORKERS],
        env={**os.environ, "METRICS_TOKEN": TOKEN, "DATA_DIR": str(tmp_path), "TMPDIR": str(tmp_path),
             "DATABASE_URL": f"sqlite:///{tmp_path}/nothing/there"},
        cwd=project.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = read(done.stdout)
    assert found["clinic_request_seconds_count memory 2xx"] == 4
    assert found["clinic_request_seconds_count django 5xx"] == 2
    assert 0 < found["clinic_request_seconds_sum memory 2xx"] < 1
    assert found["clinic_database_up"] == 0
    # What workers that are gone held in memory is gone with them.
    assert found["clinic_page_store_bytes"] == 0


@pytest.mark.once
def test_a_weak_token_is_refused():
    done = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"],
        env={**os.environ, "METRICS_TOKEN": "short", "DJANGO_SETTINGS_MODULE": "clinic_cms.settings"},
        cwd=project.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode
    assert "at least 20 characters" in done.stderr
