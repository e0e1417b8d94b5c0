"""What a server's processes have used, as the kernel counts it. Linux only: it reads /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MIB = 1024


@dataclass(frozen=True)
class Memory:
    """In MiB. ``pss`` counts a page of memory that n processes share as 1/n in each: its sum is true."""

    rss: float
    pss: float


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = _fields(stat)
        except OSError:  # it has just ended
            continue
        below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += below.get(one, [])
    return found


def seconds(pid: int) -> float:
    """Return the CPU time that a process and all below it have had, in user and in kernel mode."""
    fields = (_fields(Path(f"/proc/{one}/stat")) for one in family(pid))
    return sum(int(f[11]) + int(f[12]) for f in fields) / TICKS


def memory(pid: int) -> Memory:
    """Return what a process and all below it hold in memory."""
    rss = pss = 0.0
    for one in family(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()[1:]:
            name, value = line.split()[:2]
            rss += float(value) / MIB if name == "Rss:" else 0
            pss += float(value) / MIB if name == "Pss:" else 0
    return Memory(rss, pss)


def _fields(stat: Path) -> list[str]:
    """Return the fields of a stat file from the third on: the second, a name, may hold anything."""
    return stat.read_text().rpartition(")")[2].split()
