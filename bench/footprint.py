"""Lines about what one installation needs: memory, time to start, bytes on the wire."""

import http.client
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

from bench import cpu, front, our_site, servers, wrk
from bench.goals import Line
from bench.rig import Rig, checked, packed

STARTS = 7
FILES = re.compile(
    r'(?:<link rel="(?:stylesheet|icon|preload)"[^>]* href|<(?:script|img)[^>]* src)="([^"]+)"'
)
LOCATION = re.compile(r"<loc>([^<]+)</loc>")


def memory(rig: Rig) -> list[Line]:
    """Ask for every page of the sitemap and put load on one, then count all processes of granian."""
    for address in LOCATION.findall(_get(rig.url("/sitemap.xml")).decode()):
        path = urlsplit(address).path
        for _ in range(4):  # so that both workers were asked
            _get(rig.url(path))
    checked(wrk.run(rig.page, 4))
    checked(wrk.run(f"{rig.page}?drawn=anew", 4))
    held = cpu.memory(rig.server.pid)
    how = f"PSS, which counts shared memory once; sum of RSS {held.rss:.0f}"
    return [Line("memory of 2 workers and their master", held.pss, 200, True, "MiB", how)]


def start(rig: Rig) -> list[Line]:
    """Start granian several times, each time until an article has come.

    Bytecode is there before, as the image and the checklist of deploy/README.md have it.
    """
    compiled = [sys.executable, "-m", "compileall", "-q", "clinic_cms", "articles", "comments"]
    subprocess.run(compiled, cwd=servers.HERE, check=True)  # noqa: S603 - our own command
    times = [_start() for _ in range(STARTS)][1:]  # the first reads what no page cache holds yet
    how = f"median of {len(times)}; shortest {min(times):.2f}, longest {max(times):.2f}"
    return [Line("start to first page", statistics.median(times), 1, True, "s", how)]


def weight(rig: Rig) -> list[Line]:
    """Count what a first visit brings over the wire, packed with gzip, without the answers' heads."""
    html = _get(rig.page)
    files = dict.fromkeys(FILES.findall(html.decode()))
    sizes = {name: len(packed(rig.url(name))) for name in files}
    page = len(packed(rig.page))
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:4]
    how = ", ".join(f"{name.rpartition('/')[2]} {size:,}" for name, size in largest)
    return [
        Line("article with 50 replies: HTML", page / 1_000, 10, True, "kB", f"{len(html):,} bytes in full"),
        Line("the same with all its files", (page + sum(sizes.values())) / 1_000, 25, True, "kB", how),
    ]  # fmt: skip


def _start() -> float:
    port, path = front.free_port(), f"/articles/{our_site.PAGE}/"
    began = time.monotonic()
    server = subprocess.Popen(  # noqa: S603 - our own command
        servers.command(port),
        cwd=servers.HERE,
        env=servers.environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.monotonic() - began < 60:
            try:
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                line.request("GET", path)
                if line.getresponse().status == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.005)
            finally:
                line.close()
    finally:
        servers.stop(server)
    raise RuntimeError("The web server did not start.")


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - loopback
        return bytes(answer.read())
