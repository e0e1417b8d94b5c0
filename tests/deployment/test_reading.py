"""What readers get through nginx: TLS, ready pages from its cache, codings, files. Staff pass it by."""

import gzip
import re
import socket
import ssl
import time

import brotli
import pytest

from tests.deployment.files import HOST, IPV6
from tests.deployment.production import Production
from tests.deployment.visitor import Answer, plain
from tests.deployment.waiting import until

PAGE = "/articles/page-0/"


def cached(clinic: Production, path: str, **headers: str) -> Answer:
    """Ask twice in the later half of a second, until the second answer comes from nginx's cache."""
    for _ in range(5):
        time.sleep((0.55 - time.time()) % 1)
        clinic.visitor().get(path, **headers)
        answer, came_from = asked(clinic, path, **headers)
        if came_from == "HIT":
            return answer
    raise AssertionError(f"{path} never came from nginx's cache, the last time it was {came_from}")


def asked(clinic: Production, path: str, **headers: str) -> tuple[Answer, str]:
    """Ask for an address. Return the answer, and where nginx's log says that it came from."""
    before = len(lines(clinic, path))
    answer = clinic.visitor().get(path, **headers)
    until(lambda: len(lines(clinic, path)) > before, 5, "nginx has not logged it")
    return answer, lines(clinic, path)[-1].split()[3]


def lines(clinic: Production, path: str) -> list[str]:
    return [line for line in clinic.logged() if line.endswith(f" {path}")]


def words(page: bytes) -> bytes:
    """Return a page without the tokens of its forms, of which every worker has its own."""
    return re.sub(rb'(name="token"\s+value=)"[^"]+"', rb"\1", page)


def test_ready_through_tls(clinic):
    answer = clinic.visitor().get("/readyz")
    assert (answer.status, answer.headers["Strict-Transport-Security"][:16]) == (
        200,
        "max-age=31536000",
    )


def test_plain_http_leads_to_https(clinic):
    answer = plain(clinic.ports.http, "/articles/?q=1", Host=HOST)
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{HOST}/articles/?q=1")


@pytest.mark.skipif(not IPV6, reason="this machine has no IPv6")
def test_plain_http_leads_to_https_by_ipv6(clinic):
    answer = plain(clinic.ports.http, "/articles/", to="::1", Host=HOST)
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{HOST}/articles/")
    with socket.create_connection(("::1", clinic.ports.https), 10) as raw:
        context = ssl.create_default_context(cafile=clinic.certificate)
        with context.wrap_socket(raw, server_hostname=HOST) as line:
            assert line.version() in ("TLSv1.2", "TLSv1.3")


def test_what_a_certificate_authority_asks_for_comes_by_plain_http(clinic):
    folder = clinic.folder / "acme/.well-known/acme-challenge"
    folder.mkdir(parents=True)
    (folder / "a-token").write_text("a-token.thumbprint")
    (clinic.folder / "acme/beside").write_text("not to be read")
    answer = plain(clinic.ports.http, "/.well-known/acme-challenge/a-token", Host=HOST)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain")
    assert answer.headers["Content-Length"] == str(len("a-token.thumbprint"))
    assert plain(clinic.ports.http, "/.well-known/acme-challenge/none", Host=HOST).status == 404
    assert plain(clinic.ports.http, "/beside", Host=HOST).status == 308


def test_pages_come_from_the_cache_for_half_a_second(clinic):
    answer = cached(clinic, PAGE)
    assert answer.status == 200
    assert "X-Accel-Expires" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-cache"
    time.sleep(1.1)
    assert asked(clinic, PAGE)[1] in ("REVALIDATED", "EXPIRED", "MISS")


def test_three_codings_of_the_same_page(clinic):
    whole = cached(clinic, PAGE, Accept_Encoding="identity")
    for asked, coding, opened in (
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("GZIP, br;q=0", "gzip", gzip.decompress),
    ):
        packed = cached(clinic, PAGE, Accept_Encoding=asked)
        assert packed.headers["Content-Encoding"] == coding
        assert words(opened(packed.body)) == words(whole.body)
        assert packed.headers["ETag"] != whole.headers["ETag"]
    assert "Content-Encoding" not in whole.headers


def test_a_copy_that_stands_is_not_sent_again(clinic):
    for coding in ("identity", "gzip", "br"):
        tag = cached(clinic, PAGE, Accept_Encoding=coding).headers["ETag"]
        again = clinic.visitor().get(PAGE, Accept_Encoding=coding, If_None_Match=tag)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)


def test_files_come_from_nginx_ready_compressed(clinic):
    name = "static/clinic_cms/css/site.css"
    css = clinic.visitor().get(f"/{name}", Accept_Encoding="gzip")
    assert (css.status, css.headers["Content-Encoding"]) == (200, "gzip")
    assert css.headers["X-Content-Type-Options"] == "nosniff"
    assert gzip.decompress(css.body) == (clinic.folder / name).read_bytes()


def test_the_sign_in_page_is_never_kept(clinic):
    answers = [asked(clinic, "/accounts/login/") for _ in range(2)]
    assert [(answer.status, came_from) for answer, came_from in answers] == [(200, "-")] * 2
    assert len({answer.headers["Set-Cookie"] for answer, _ in answers}) == 2


def test_who_has_a_session_gets_nothing_from_the_cache(clinic):
    cached(clinic, PAGE)
    assert asked(clinic, PAGE, Cookie="sessionid=abc")[1] == "BYPASS"


def test_a_foreign_host_name_is_refused(clinic):
    assert plain(clinic.ports.webs[0], "/", Host="evil.example").status == 400


def test_what_browsers_may_keep_for_long_nginx_does_not(clinic):
    """The picture beside a shared link holds the page's title; it goes when the page goes."""
    clinic.do("publish", slug="changing", says="With a picture.")
    number = clinic.do("editions", slug="changing")[-1]
    card = f"/articles/changing/editions/{number}/card.png"
    shown = until(lambda: (a := clinic.visitor().get(card)).status == 200 and a, 3, "no card")
    assert shown.headers["Cache-Control"] == "public, max-age=3600"
    clinic.do("withdraw", slug="changing")
    time.sleep(2)
    assert clinic.visitor().get(card).status == 404
    withdrawn = cached(clinic, "/articles/changing/")
    assert withdrawn.status == 410, "it takes the old page's place in the cache"
    clinic.do("publish", slug="changing", says="Back again.")
