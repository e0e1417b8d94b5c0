"""Lines beside WordPress. They have no goal: it is measured where its packages are installed."""

import statistics
from urllib.parse import urlencode

from bench import cpu, front, our_site, wordpress, wrk
from bench.goals import Line
from bench.posting import our_forms
from bench.rig import Rig, checked

SECONDS, ROUNDS = 4, 3


def lines(rig: Rig) -> list[Line]:
    """Measure a page from memory, a page in no store, and a reply, beside WordPress's."""
    if not wordpress.is_there():
        print(f"  LEFT OUT: apt-get install --no-install-recommends {wordpress.WANTED}")  # noqa: T201
        return []
    host = f"127.0.0.1:{front.free_port()}"
    site = wordpress.WordPress(rig.folder / "wordpress", host)
    with site.served(our_site.told(our_site.PAGE)):
        return _measured(rig, site)


def _measured(rig: Rig, site: wordpress.WordPress) -> list[Line]:
    theirs, ours, drawn = f"http://{site.host}{wordpress.PAGE}", rig.page, f"{rig.page}?drawn=anew"
    forms = {"ours": rig.folder / "our-further-forms", "theirs": rig.folder / "their-further-forms"}
    forms["ours"].write_text(our_forms("beside"))
    fixed = urlencode({"author": "Reader", "comment_post_ID": site.post, "comment_parent": 0})
    forms["theirs"].write_text(f"/wp-comments-post.php\t{fixed}\tcomment\n")
    # Beyond what posting.py may have sent, and with too few digits for a telephone number.
    number = {"ours": 400_000, "theirs": 400_000}

    def read(url: str) -> tuple[wrk.Run, float]:
        before = site.seconds() if url == theirs else cpu.seconds(rig.server.pid)
        run = checked(wrk.run(url, SECONDS))
        after = site.seconds() if url == theirs else cpu.seconds(rig.server.pid)
        return run, (after - before) * 1_000 / run.requests

    def reply(side: str, url: str) -> tuple[wrk.Run, float]:
        sent = {"Origin": rig.url("")} if side == "ours" else {}
        run = checked(wrk.run(url, SECONDS, headers=sent, post=(forms[side], number[side])))
        number[side] += run.requests + wrk.CONNECTIONS
        return run, 0.0

    for url in (theirs, ours, drawn):
        wrk.warm(url)
    got = wrk.interleaved(
        {
            "memory": lambda: read(ours),
            "drawn": lambda: read(drawn),
            "theirs": lambda: read(theirs),
            "our reply": lambda: reply("ours", rig.url("/")),
            "their reply": lambda: reply("theirs", f"http://{site.host}/"),
        },
        ROUNDS,
    )
    rate = {name: statistics.median(run.rate for run, _ in runs) for name, runs in got.items()}
    used = {name: statistics.median(ms for _, ms in runs) for name, runs in got.items()}
    how = "{:,.0f} / {:,.0f} a second".format
    return [
        Line(
            "article by granian alone / WordPress's", rate["memory"] / rate["theirs"], None,
            how=how(rate["memory"], rate["theirs"]),
        ),
        Line(
            "article in no store, CPU: WordPress's / ours", used["theirs"] / used["drawn"], None,
            how=f"{used['theirs']:.1f} / {used['drawn']:.1f} ms",
        ),
        Line(
            "reply accepted with all checks / WordPress's form", rate["our reply"] / rate["their reply"],
            None, how=how(rate["our reply"], rate["their reply"]),
        ),
    ]  # fmt: skip
