"""`make capacity`: what one set does on this machine, with one and with two of each process.

Pages through nginx, pages and searches by granian alone (wrk), replies through nginx, mails by the workers.
The figures in docs/scaling.md are from here.
"""

import itertools
import os
import subprocess
import time

from tests.deployment import programs
from tests.deployment.crowd import Writers, email
from tests.deployment.files import HOST
from tests.deployment.production import Production, production
from tests.deployment.waiting import until

SECONDS = 10
REPLIES = 300


def rate(url: str) -> float:
    """Return the requests a second that wrk gets answered. Its statuses are checked: all are 200."""
    command = [programs.need("wrk")["wrk"], "-t1", "-c16", f"-d{SECONDS}s", "-H", f"Host: {HOST}"]
    command += ["-H", "Accept-Encoding: gzip", "-H", "X-Forwarded-Proto: https", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)
    return float(said.partition("Requests/sec:")[2].split()[0])


def mails_a_second(clinic: Production) -> tuple[float, float]:
    """Return the replies taken a second, and then the mails sent a second. The workers wait meanwhile."""
    for worker in clinic.workers:
        worker.stop()
    writers = Writers(clinic, itertools.count(), count=8, pause=0, pages=40)
    began = time.monotonic()
    writers.start()
    until(lambda: len(writers.acknowledged) >= REPLIES, 300, "the replies are not taken")
    replies = len(writers.acknowledged) / (time.monotonic() - began)
    writers.stop()
    wanted = {email(number) for number in writers.acknowledged}
    for worker in clinic.workers:
        worker.start()
    until(lambda: clinic.post.received, 60, "no mail comes")
    began, had = time.monotonic(), len(clinic.post.received)
    until(lambda: len(clinic.post.received) >= len(wanted), 300, "the mails do not come")
    return replies, (len(wanted) - had) / (time.monotonic() - began)


def main() -> None:
    programs.need("wrk")
    for many in (1, 2):
        with production(masters=many, workers=many, pages=40, static=False, quiet=True) as clinic:
            front = rate(f"https://127.0.0.1:{clinic.ports.https}/articles/page-0/")
            alone = rate(f"http://127.0.0.1:{clinic.ports.webs[0]}/articles/page-0/")
            search = rate(f"http://127.0.0.1:{clinic.ports.webs[0]}/search/?q=back+pain")
            replies, mails = mails_a_second(clinic)
            memory = sum(web.memory for web in clinic.webs) / 2**20
        print(
            f"{many} granian master(s) with 2 workers each, {many} background worker(s): "
            f"{front:,.0f} pages/s through nginx with TLS, {alone:,.0f} by one master alone, "
            f"{search:,.0f} searches/s by one master, {replies:.0f} replies/s through nginx, "
            f"{mails:.0f} mails/s; granian's memory {memory:.0f} MiB",
            flush=True,
        )
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
