"""`make soak`: half an hour of everything at once, and the memory of every process.

Readers, writers, a moderator who works through the queue, a publication every ten seconds, mails. Prints
the memory after five minutes (or a sixth of a shorter run) and at the end. Fails when it grew by more
than 5 %, when a request was not answered, or when a reply or a mail is missing.
"""

import argparse
import itertools
import os
import statistics
import sys
import threading
import time

from tests.deployment.crowd import Crowd, Writers, account
from tests.deployment.people import Failed
from tests.deployment.processes import Service
from tests.deployment.production import Production, production

GROWTH = 1.05
PAUSE_OF_STAFF, PUBLISHED_EVERY = 0.5, 10.0  # seconds
PAGES = 60  # each takes a hundred replies an hour


def services(clinic: Production) -> list[Service]:
    found = [*clinic.webs, *clinic.workers, clinic.redis]
    return [*found, clinic.nginx] if clinic.nginx else found


def memory(clinic: Production) -> dict[str, float]:
    """Return the memory of each service in MiB, the middle of five looks a second apart."""
    looks = []
    for _ in range(5):
        looks.append({one.name: one.memory / 2**20 for one in services(clinic)})
        time.sleep(1)
    return {name: statistics.median(look[name] for look in looks) for name in looks[0]}


def work(clinic: Production, end: threading.Event, done: list[str], wrong: list[str]) -> None:
    """Do what staff do until the end: approve the oldest reply, now and then publish."""
    published = time.monotonic()
    while not end.wait(PAUSE_OF_STAFF):
        try:
            if clinic.do("approve_oldest"):
                done.append("approved")
            if time.monotonic() - published > PUBLISHED_EVERY:
                published = time.monotonic()
                clinic.do("publish", slug="changing", says=f"Edition of {published:.0f}.")
                done.append("published")
        except Failed as error:
            wrong.append(str(error))


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--minutes", type=float, default=30)
    minutes = options.parse_args().minutes
    end, done, wrong = threading.Event(), [], []
    with production(pages=PAGES, static=False) as clinic:
        began = time.monotonic()
        crowd = Crowd(clinic, count=4, pages=PAGES).start()
        writers = Writers(clinic, itertools.count(), count=1, pause=0.6, pages=PAGES).start()
        staff = threading.Thread(target=work, args=(clinic, end, done, wrong))
        staff.start()
        try:
            time.sleep(min(5.0, minutes / 6) * 60)
            first, first_at = memory(clinic), time.monotonic() - began
            while time.monotonic() - began < minutes * 60:
                time.sleep(5)
            last = memory(clinic)
        finally:
            end.set()
            for people in (crowd, writers):
                people.stop()
            staff.join()
        found = account(clinic, writers)
        took = time.monotonic() - began
        restarts = sum(service.restarts for service in services(clinic))
    print(
        f"{minutes:g} minutes on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end."
    )
    print(f"{'MiB':<10}{f'{first_at / 60:.1f} min':>10}{'at the end':>12}{'growth':>9}")
    for name, before in first.items():
        print(f"{name:<10}{before:>10.1f}{last[name]:>12.1f}{last[name] / before - 1:>9.1%}")
    all_first, all_last = sum(first.values()), sum(last.values())
    print(f"{'all':<10}{all_first:>10.1f}{all_last:>12.1f}{all_last / all_first - 1:>9.1%}")
    print(
        f"{crowd.read / took:.0f} pages a second, {crowd.without.total()} without an answer "
        f"{dict(crowd.without) or ''}"
    )
    print(f"{found}; {dict(writers.troubles) or 'none had to be sent again'}.")
    approved, published = done.count("approved"), done.count("published")
    print(f"Staff: {approved} approved, {published} published, {len(wrong)} failed.")
    print("\n".join(wrong[:5]), end="\n" if wrong else "")
    grown = all_last > all_first * GROWTH
    failed = grown or wrong or crowd.without or writers.troubles or restarts or not found.holds
    return 1 if failed or found.mails_doubled else 0


if __name__ == "__main__":
    sys.exit(main())
