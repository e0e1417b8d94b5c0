"""The line about writers: replies that are accepted with every check, against a form without any."""

import statistics
from pathlib import Path
from urllib.parse import urlencode

from bench import cpu, our_site, peer, wrk
from bench.goals import Line
from bench.rig import Rig, checked

ARTICLES = 150  # a page takes 100 replies an hour
SECONDS, ROUNDS = 4, 5


def our_forms(name: str) -> str:
    """Make guides for replies, as many as their limits ask for, and return their forms for post.lua."""
    from articles.models import Edition
    from comments import tokens

    lines = []
    for n in range(ARTICLES):
        slug = f"{name}-{n}"
        our_site.copy(our_site.GUIDE, slug)
        edition = Edition.objects.live().get(slug=slug)
        fixed = {"token": tokens.make_form_token(edition), "name": "Reader", "consent": "on"}
        lines.append(f"/articles/{slug}/comments/\t{urlencode(fixed)}\ttext\n")
    return "".join(lines)


def replies(rig: Rig) -> list[Line]:
    """Post replies to both in turn, and count what is in our database afterwards."""
    from comments.models import Comment, Status

    forms, number = rig.folder / "our-forms", 0
    forms.write_text(our_forms("asked"))
    headers, fixed_part = peer.form(rig.peer_port)
    their_forms = rig.folder / "their-forms"
    their_forms.write_text(f"{peer.PAGE}\t{fixed_part}\ttext\n")
    ours = {"Origin": rig.url("")}

    used: dict[int, list[float]] = {rig.server.pid: [], rig.peer.pid: []}  # ms of CPU a reply

    def post(pid: int, url: str, file: Path, sent: dict[str, str]) -> wrk.Run:
        nonlocal number
        before = cpu.seconds(pid)
        run = checked(wrk.run(url, SECONDS, headers=sent, post=(file, number)))
        used[pid].append((cpu.seconds(pid) - before) * 1_000 / run.requests)
        number += run.requests + wrk.CONNECTIONS  # so many may be on their way at the end
        return run

    sides = {
        "ours": lambda: post(rig.server.pid, rig.url("/"), forms, ours),
        "peer": lambda: post(rig.peer.pid, rig.peer_page, their_forms, headers),
    }
    for side in sides.values():
        side()
    held = Comment.objects.filter(status=Status.PENDING)
    first = held.count()
    found = wrk.interleaved(sides, ROUNDS)
    acknowledged = sum(run.requests for run in found["ours"])
    if held.count() - first < acknowledged:
        raise RuntimeError(f"{acknowledged} replies were acknowledged, and not all are there.")
    ratio, how = wrk.ratio(found["ours"], found["peer"])
    mine, theirs = (statistics.median(used[pid][1:]) for pid in (rig.server.pid, rig.peer.pid))
    how += f"; {mine:.1f} / {theirs:.1f} ms of CPU each"
    return [Line("reply accepted with all checks / the peer's bare form", ratio, 1.5, how=how)]
