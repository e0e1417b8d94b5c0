"""The machine's clock, moved under granian, worker and nginx. PostgreSQL keeps its own.

`clock.c` is loaded into each of them and adds the seconds that stand in a file that they share. Only the
wall clock is moved, as on a machine whose clock is set. libfaketime would move sleeping as well.
"""

import struct
import subprocess
import time
from pathlib import Path

from tests.deployment import programs
from tests.deployment.breaking import Fault, pass_time
from tests.deployment.production import Production

HOUR = 3600
STEPS = {"two hours ahead": 2 * HOUR, "two hours behind": -2 * HOUR, "two days ahead": 48 * HOUR}


def surroundings(folder: Path) -> dict[str, str]:
    """Return what puts a process under the clock of this folder."""
    library, offset = folder / "clock.so", folder / "offset"
    source = Path(__file__).with_name("clock.c")
    cc = programs.need("cc")["cc"]
    subprocess.run([cc, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
    offset.write_bytes(struct.pack("q", 0))
    return {"LD_PRELOAD": str(library), "MOVED_CLOCK": str(offset)}


def set_to(folder: Path, seconds: int) -> None:
    """Move the clock. Whoever looks at it next sees it."""
    with (folder / "offset").open("r+b", buffering=0) as file:
        file.write(struct.pack("q", seconds))


def faults(folder: Path) -> list[Fault]:
    """Return a fault for each step: the clock goes there, and comes back."""

    def moving(name: str, seconds: int) -> Fault:
        def breaks(clinic: Production) -> str:
            set_to(folder, seconds)
            return ""

        def mends(clinic: Production) -> str:
            set_to(folder, 0)
            time.sleep(2)  # what is being written down ends
            return pass_time(clinic)

        return Fault(f"clock {name}, then right again", "clock", breaks, mends)

    return [moving(name, seconds) for name, seconds in STEPS.items()]
