"""What the ratios are measured on: our site, nginx before it, the peer. Each starts when it is needed."""

import contextlib
import subprocess
import urllib.request
from functools import cached_property
from pathlib import Path

from bench import front, our_site, servers, wrk
from bench.peer import PAGE as PEER_PAGE
from bench.peer import Peer


class Rig:
    """Servers on loopback, with one folder and one PostgreSQL where that is asked for."""

    def __init__(
        self, folder: Path, ends: contextlib.ExitStack, database: servers.Database | None
    ) -> None:
        self.folder, self._ends, self._database = folder, ends, database
        self.port = front.free_port()
        servers.surroundings(str(folder), self.port, database)
        our_site.prepare(folder)

    @cached_property
    def server(self) -> subprocess.Popen[bytes]:
        """Our granian."""
        return self._ends.enter_context(our_site.served(self.port))

    def url(self, path: str) -> str:
        """Return an address of ours, by granian alone, which runs from now on."""
        assert self.server  # noqa: S101 - starts it
        return f"http://127.0.0.1:{self.port}{path}"

    @cached_property
    def page(self) -> str:
        """The address of the guide with fifty replies, by granian alone."""
        return self.url(f"/articles/{our_site.PAGE}/")

    @cached_property
    def nginx(self) -> str:
        """The root of our nginx, without the slash."""
        page, port = packed(self.page), front.free_port()
        self._ends.enter_context(front.served(self.folder / "nginx", port, self.port, page))
        return f"http://127.0.0.1:{port}"

    @cached_property
    def peer_port(self) -> int:
        """The port of the peer."""
        peer, port = Peer(self.folder / "peer", self._database), front.free_port()
        peer.prepare(our_site.told(our_site.PAGE))
        self.peer = self._ends.enter_context(peer.served(port))
        return port

    @property
    def peer_page(self) -> str:
        """The address of the peer's page."""
        return f"http://127.0.0.1:{self.peer_port}{PEER_PAGE}"


def packed(url: str) -> bytes:
    """Return the body of an answer as it is sent to who takes gzip."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - loopback
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        return bytes(answer.read())


def checked(run: wrk.Run) -> wrk.Run:
    """Return a run in which every answer was a good one."""
    if run.wrong:
        raise RuntimeError(f"{run.wrong} of {run.requests} answers were errors. {run.why}")
    return run
