"""What nginx answers by itself: while nothing runs behind it, and to what it does not let through."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deployment import files, programs
from tests.deployment.processes import HERE, Service
from tests.deployment.surroundings import certificate, free_ports
from tests.deployment.visitor import LOST, Answer, Visitor
from tests.deployment.waiting import until

LARGEST = 12 * 1024 * 1024
EMERGENCY = "Is it an emergency?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where nginx has all that it writes."""
    return tmp_path_factory.mktemp("alone")


@pytest.fixture(scope="module")
def alone(folder) -> Iterator[Visitor]:
    """Somebody before an nginx behind which nothing listens."""
    found = programs.need("nginx", "openssl")
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o755)  # its processes run as another user
    ports = files.Ports(tuple(free_ports(1)), *free_ports(3))
    certificate(found["openssl"], folder)
    conf = folder / "nginx.conf"
    static = HERE / "clinic_cms" / "static"
    conf.write_text(files.nginx_conf(folder, static, ports, folder / "access.log"))
    command = [found["nginx"], "-e", "stderr", "-p", str(folder), "-c", str(conf)]
    server = Service("nginx", [*command, "-g", "daemon off;"], {}, folder / "nginx.log").start()
    visitor = Visitor(ports.https, folder / "fullchain.pem")
    try:
        until(lambda: _answers(visitor), 10, "nginx does not answer")
        yield visitor
    finally:
        visitor.close()
        server.stop()


def _answers(visitor: Visitor) -> bool:
    try:
        return bool(visitor.get("/").status)
    except LOST:
        return False


def words(answer: Answer) -> str:
    return " ".join(answer.text.split())


@pytest.mark.parametrize("path", ["/", "/articles/asthma/", "/admin/", "/readyz"])
def test_who_reads_while_nothing_runs_is_told_what_to_do(alone, path):
    answer = alone.get(path)
    assert answer.status == 502
    assert answer.headers.get_content_type() == "text/html"
    assert EMERGENCY in words(answer)
    assert "Wait a minute" in words(answer)
    assert "nginx" not in words(answer)


def test_so_is_who_writes(alone):
    answer = alone.ask("POST", "/articles/asthma/comments/", {"text": "Does it hurt?"})
    assert (answer.status, "what you typed should still be there" in words(answer)) == (502, True)


def test_so_is_who_sends_what_no_disk_has_room_for(alone, folder):
    """nginx puts a larger form down before it passes it on. Here it has no place to."""
    place = folder / "body"
    shutil.rmtree(place)
    place.touch()
    answer = alone.ask("POST", "/admin/articles/article/add/", {"text": "a" * 300_000})
    assert (answer.status, "Wait a minute" in words(answer)) == (500, True)


def test_a_form_that_is_too_large_is_told_so(alone):
    answer = alone.ask("POST", "/admin/articles/picture/add/", {"text": "a" * LARGEST})
    assert (answer.status, "more than 12 megabytes" in words(answer)) == (413, True)


def test_who_sends_many_forms_is_told_to_wait(alone):
    answers = [
        alone.ask("POST", "/articles/asthma/comments/", {"text": "Again"}) for _ in range(40)
    ]
    last = answers[-1]
    assert (last.status, "Wait a minute" in words(last)) == (429, True)
    assert EMERGENCY in words(last)


def test_all_that_they_show_are_files_of_their_own(alone):
    """Whatever else they would ask for is as far away as the page itself."""
    page = alone.get("/").text
    for address in re.findall(r'<link[^>]+href="([^"]+)"', page):
        assert alone.get(address).status == 200, address
