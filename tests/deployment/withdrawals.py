"""`make withdrawals`: how long a text is still read after it was taken back, at full load.

nginx before two granian masters with two workers each. wrk keeps the machine busy with the page, or with it
and others in turn; six more readers look at every answer they get of it. Half of the trials withdraw the
page, half remove a reply: each ends all pages, which are drawn anew when they are asked for.
"""

import argparse
import os
import statistics
import sys

from tests.deployment import programs
from tests.deployment.production import production
from tests.deployment.withdrawal import BOUND, Load, Readers, trial

SECONDS = 20  # that a trial takes at the very most


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--trials", type=int, default=100)
    options.add_argument("--masters", type=int, default=2)
    options.add_argument("--connections", type=int, default=32, help="of wrk")
    options.add_argument("--pages", type=int, default=0, help="that wrk reads besides")
    asked = options.parse_args()
    programs.need("wrk")
    done = []
    with production(
        masters=asked.masters, pages=max(4, asked.pages), replies=15, static=False, quiet=True
    ) as clinic:
        load = Load(clinic, asked.trials * SECONDS, asked.connections, asked.pages)
        with load, Readers(clinic) as readers:
            for number in range(asked.trials):
                done.append(trial(readers, number))
                if (number + 1) % 10 == 0:
                    longest = max(one.age for one in done)
                    print(f"{number + 1} trials, the longest {longest:.2f} s", flush=True)
            rate = load.end()
        met = sum(readers.statuses.values())
    ages = sorted(one.age for one in done)
    late = [one for one in done if one.age > BOUND]
    print(
        f"{len(done)} trials: a text was read for {statistics.median(ages):.2f} s after its commit in the "
        f"middle, {ages[-1]:.2f} s at the longest; {len(late)} longer than {BOUND:.0f} s."
    )
    print(f"wrk: {rate}; {met} answers looked at, of which {readers.errors.total()} failed.")
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    for one in late:
        print(f"too late: trial {one.number}, {one.what}, {one.age:.2f} s")
    return 1 if late or readers.errors else 0


if __name__ == "__main__":
    sys.exit(main())
