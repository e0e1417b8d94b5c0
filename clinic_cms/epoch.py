"""Which epoch of the site it is: a number that changes when any stored page may have become untrue.

That is when the site generation has gone up, when a scheduled edition begins, and at midnight, since pages
say what is overdue. Each worker counts its own epochs.
"""

import threading
import time
from datetime import datetime, timedelta
from datetime import time as time_of_day
from functools import partial

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from articles.models import Edition
from articles.models.article import ArticleKind
from clinic_cms.behind import Behind
from clinic_cms.clinic.models import SiteGeneration

READING = 0.25  # seconds that a reading of the generation stands
# Seconds after which nobody goes by a reading any more. Where nobody asked for an hour it is an hour old:
# of two readers who come at once the second would get what was withdrawn meanwhile.
OLD = 0.5
# Seconds after its beginning for which readers then wait for the new one. Later the database counts as
# away.
PATIENCE = 1.0
# Seconds for which pages may still be shown after the last reading by which they were true, while new ones
# are drawn: nobody needs to wait for that.
STILL_SHOWN = 0.5
# How long readers still get what was stored when the database is down. Nothing can be withdrawn meanwhile.
WITHOUT_DATABASE = 15 * 60.0


class Epoch:
    """The epoch as one worker knows it. Safe for threads.

    Readers do not ask the database: a thread of its own does, for all of them, on one connection.
    """

    clock = staticmethod(time.monotonic)

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = 0
        self._generation: int | None = None
        # Moments of the clock. A reading counts from the moment at which it was asked for.
        self._asked = self._answered = self._true_at = self._since = -WITHOUT_DATABASE
        self._until = 0.0  # POSIX time at which the epoch ends by itself
        self._reading = threading.Event()  # set when the last reading that was begun is over
        self._reading.set()
        self.behind = Behind("epoch")

    def forget(self) -> None:
        """Let no reading count that was begun before now; what ends then is not shown any more."""
        self._since = self.clock()

    @property
    def is_silent(self) -> bool:
        """Say whether the last question to the database had no answer."""
        return self._answered < self._asked

    def now(self) -> int | None:
        """Return the epoch's number, or None when the database has been silent for too long.

        A reading stands for a quarter of a second. Then it is read anew, for which nobody waits, unless
        the last reading is old.
        """
        if self._is_before(self._asked, READING):
            self._begin()
        if self._is_before(self._answered, OLD):
            self._reading.wait(max(0.0, self._asked + PATIENCE - self.clock()))
        silent = self.clock() - self._answered
        return self._number if silent < WITHOUT_DATABASE else None

    def has_just_ended(self, epoch: int) -> bool:
        """Say whether this was the epoch until a moment ago, as far as anybody has looked."""
        return epoch == self._number - 1 and self.clock() - self._true_at < STILL_SHOWN

    def _is_before(self, moment: float, seconds: float) -> bool:
        """Say whether a moment is so many seconds ago, or not after what counts."""
        return moment <= max(self._since, self.clock() - seconds)

    def _begin(self) -> None:
        """Have the generation read, unless that is under way."""
        with self._lock:
            under_way = not self._reading.is_set() and self._asked > self._since
            if not under_way:
                # Before the question: a change that is committed while it is answered counts for the next.
                self._asked, self._reading = self.clock(), threading.Event()
                self.behind.do(partial(self._read, self._asked, self._reading))

    def _read(self, asked: float, done: threading.Event) -> None:
        try:
            self._ask(asked)
        finally:
            done.set()

    def _ask(self, asked: float) -> None:
        last = self._answered
        try:
            close_old_connections()
            generation = SiteGeneration.objects.values_list("number", flat=True).first() or 0
            ended = generation != self._generation or timezone.now().timestamp() >= self._until
            if ended:
                self._until = _next_change()
        except (DatabaseError, InterfaceError):
            connection.close()
            return
        if ended:
            self._generation = generation
            self._true_at = last if last > self._since else -WITHOUT_DATABASE
            self._number += 1
        self._answered = asked


def _next_change() -> float:
    """Return the POSIX time at which pages change with no act of anybody's: a schedule, or midnight."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time_of_day.min))
    # By kind, for the index begins with it.
    waiting = Edition.objects.scheduled().filter(kind__in=ArticleKind.values).order_by("live_from")
    return min(
        midnight, waiting.values_list("live_from", flat=True).first() or midnight
    ).timestamp()
