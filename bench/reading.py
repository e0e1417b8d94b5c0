"""Lines about readers: rates beside a file from nginx and beside the peer, and what publishing costs."""

from collections.abc import Callable
from pathlib import Path
from statistics import median as middle

from bench import cpu, our_site, wrk
from bench.goals import Line
from bench.rig import Rig, checked

SECONDS, ROUNDS = 4, 5
GUIDES = 256
FASTEST = 600  # pages a second that no server here draws: so no guide comes twice before a change


def rates(rig: Rig) -> list[Line]:
    """Measure what readers get: the limit, nginx, granian alone, the peer, in turn."""
    limit, page, peer = f"{rig.nginx}/limit/page.html", rig.page, rig.peer_page
    through = f"{rig.nginx}/articles/{our_site.PAGE}/"

    def published(url: str) -> Callable[[], wrk.Run]:
        def act() -> wrk.Run:
            with our_site.publishing(SECONDS):
                return checked(wrk.run(url, SECONDS))

        return act

    sides: dict[str, Callable[[], wrk.Run]] = {
        "limit": lambda: checked(wrk.run(limit, SECONDS)),
        "through nginx": published(through),
        "alone": lambda: checked(wrk.run(page, SECONDS)),
        "alone, publishing": published(page),
        "peer": lambda: checked(wrk.run(peer, SECONDS)),
    }
    for url in (limit, through, page, peer):
        wrk.warm(url)
    got = wrk.interleaved(sides, ROUNDS)
    rate = {name: wrk.median(runs, "rate") for name, runs in got.items()}
    p99 = {name: wrk.median(runs, "p99") for name, runs in got.items()}
    for name in sides:
        longest = max(run.longest for run in got[name])
        print(  # noqa: T201 - it speaks to a person
            f"  {name:<18}{rate[name]:>10,.0f}/s  p50 {wrk.median(got[name], 'p50'):.2f} ms  "
            f"p99 {p99[name]:.2f} ms  longest {longest:.0f} ms  {got[name][0].size:,.0f} bytes",
            flush=True,
        )

    nginx, nginx_how = wrk.ratio(got["through nginx"], got["limit"])
    alone, alone_how = wrk.ratio(got["alone"], got["limit"])
    wagtail, wagtail_how = wrk.ratio(got["alone"], got["peer"])
    kept, kept_how = wrk.ratio(got["alone, publishing"], got["alone"])
    return [
        Line("article through nginx, a publication a second / a file", nginx, 0.8, how=nginx_how),
        Line("the same: 99 of 100 answers within", p99["through nginx"], 5, True, "ms"),
        Line("article by granian alone / a file", alone, 0.4, how=alone_how),
        Line("article by granian alone / the peer's", wagtail, 400, how=wagtail_how),
        Line("granian alone: rate kept, a publication a second", kept, 0.8, how=kept_how),
        Line("the same: 99 of 100 answers within", p99["alone, publishing"], 15, True, "ms"),
    ]


def uncached(rig: Rig) -> list[Line]:
    """Measure what a page costs that is in no store: a query string passes ours by."""
    page, peer, many = f"{rig.page}?drawn=anew", rig.peer_page, _guides(rig)
    # What workers keep is there before, as the peer's templates are: frames, and QR codes of addresses.
    checked(wrk.run(page, 4 * SECONDS, connections=4, pages=many))

    def in_turn() -> float:
        return cost(rig.server.pid, page, pages=many)

    def whole() -> float:
        with our_site.changing(GUIDES / FASTEST):
            return cost(rig.server.pid, page, pages=many)

    def beside_the_peer(ours: Callable[[], float]) -> tuple[float, float]:
        sides = {"peer": lambda: cost(rig.peer.pid, peer), "ours": ours}
        found = wrk.interleaved(sides, ROUNDS)
        return middle(found["peer"]), middle(found["ours"])

    # One after the other: the second changes what frames are drawn from.
    kept, drawn = beside_the_peer(in_turn), beside_the_peer(whole)
    queries = queries_of(f"/articles/{our_site.PAGE}/")
    how = "{:.1f} / {:.1f} ms of CPU".format
    what = f"article in no store, {GUIDES} in turn, CPU: the peer's / ours"
    return [
        Line(what, kept[0] / kept[1], 4, how=how(*kept)),
        Line("the same, drawn whole, its QR code at hand", drawn[0] / drawn[1], 4, how=how(*drawn)),
        Line("the same: SQL queries", queries, 4, True),
    ]  # fmt: skip


def _guides(rig: Rig) -> Path:
    """Make guides with replies, to be asked for in turn: a clinic's site has many."""
    names = [f"drawn-{n}" for n in range(GUIDES)]
    for name in names:
        our_site.copy(our_site.PAGE, name)
        our_site.hang(name, our_site.REPLIES)
    addresses = rig.folder / "guides"
    addresses.write_text("".join(f"/articles/{name}/?drawn=anew\n" for name in names))
    return addresses


def cost(pid: int, url: str, seconds: int = 3, pages: Path | None = None) -> float:
    """Return the CPU of a server for an answer, in ms."""
    wrk.warm(url)
    before = cpu.seconds(pid)
    run = checked(wrk.run(url, seconds, connections=4, pages=pages))
    return (cpu.seconds(pid) - before) * 1_000 / run.requests


def queries_of(path: str) -> int:
    """Return the number of SQL queries with which Django draws a page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    reader = Client(headers={"host": "127.0.0.1"})
    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}.")
    return len(queries)
