"""Which epoch of the site it is: a number that changes when any stored page may have become untrue.

That is when the site generation has gone up, when a scheduled edition begins, at midnight, since pages say
what is overdue, and when the clock was set back. Each worker counts its own epochs.
"""

import logging
import threading
import time
from datetime import timedelta
from functools import partial

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from articles.freshness import begin_of
from articles.models import Edition
from articles.models.article import ArticleKind
from clinic_cms.behind import Behind
from clinic_cms.clinic.models import SiteGeneration

READING = 0.25  # seconds that a reading of the generation stands
# Seconds after which nobody goes by a reading any more, while the database answers. Where nobody asked for
# an hour it is an hour old: of two readers who come at once the second would get what was withdrawn.
OLD = 0.5
# Seconds after its beginning for which readers then wait for the new one. Later the database counts as
# away, as it does for so long after a reading that failed.
PATIENCE = 1.0
READERS = 2  # so many readings at a time: the line of one may hang while the database is well
# Seconds for which pages may still be shown after the last reading by which they were true, while new ones
# are drawn: nobody needs to wait for that.
STILL_SHOWN = 0.5
# How long readers still get what was stored when a worker cannot reach the database. If others can, what
# they withdraw meanwhile is still shown here.
WITHOUT_DATABASE = 15 * 60.0

logger = logging.getLogger(__name__)


class Epoch:
    """The epoch as one worker knows it. Safe for threads.

    Readers do not ask the database: threads of its own do, for all of them, on a connection each.
    """

    clock = staticmethod(time.monotonic)

    def __init__(self) -> None:
        # Reentrant: a reading that is done in place, as in tests, takes it again.
        self._lock = threading.RLock()
        self._number = 0
        self._generation: int | None = None
        # The last epoch that has ended, and when it was known to be true. Read at once: it is one thing.
        self._ended = (-1, -WITHOUT_DATABASE)
        # Moments of the clock. A reading counts from the moment at which it was asked for.
        self._asked = self._answered = self._since = self._failed = -WITHOUT_DATABASE
        self._until = 0.0  # POSIX time at which the epoch ends by itself
        self._looked = (
            0.0  # POSIX time of the last reading: an earlier one is a clock that was set back
        )
        self._reading = threading.Event()  # set when the last reading that was begun is over
        self._reading.set()
        self._under_way = 0
        self.behind = Behind("epoch", READERS)

    def forget(self) -> None:
        """Let no reading count that was begun before now; what ends then is not shown any more."""
        with self._lock:
            self._since = self.clock()

    @property
    def is_silent(self) -> bool:
        """Say whether the database has not answered lately, though it was asked."""
        return self._is_before(self._answered, OLD)

    def now(self) -> int | None:
        """Return the epoch's number, or None when the database has been silent for too long.

        A reading stands for a quarter of a second. Then it is read anew, for which nobody waits, unless
        the last reading is old.
        """
        if self._is_before(self._asked, READING):
            self._begin()
        if self._is_before(self._answered, OLD) and self._is_before(self._failed, PATIENCE):
            self._reading.wait(max(0.0, self._asked + PATIENCE - self.clock()))
        silent = self.clock() - self._answered
        return self._number if silent < WITHOUT_DATABASE else None

    def has_just_ended(self, epoch: int) -> bool:
        """Say whether this was the epoch until a moment ago, as far as anybody has looked."""
        ended, true_at = self._ended
        return epoch == ended and not self._is_before(true_at, STILL_SHOWN)

    def _is_before(self, moment: float, seconds: float) -> bool:
        """Say whether a moment is so many seconds ago, or not after what counts."""
        return moment <= max(self._since, self.clock() - seconds)

    def _begin(self) -> None:
        """Have the generation read, unless that is under way."""
        with self._lock:
            is_being_read = not self._reading.is_set() and not self._is_before(
                self._asked, PATIENCE
            )
            if is_being_read or self._under_way >= READERS:
                return
            # Before the question: a change that is committed while it is answered counts for the next.
            asked, done = self.clock(), threading.Event()
            self.behind.do(partial(self._read, asked, done))
            self._under_way += 1
            # In this order: who sees the moment finds the reading.
            self._reading, self._asked = done, asked

    def _read(self, asked: float, done: threading.Event) -> None:
        try:
            self._ask(asked)
        except (DatabaseError, InterfaceError) as error:
            connection.close()
            if self._failed <= self._answered:  # told once, not four times a second
                logger.warning("Readers get stored pages: the database does not answer. %s", error)
            self._failed = self.clock()
        except Exception:
            self._answered = -WITHOUT_DATABASE  # nobody knows what is true: nothing stored is shown
            raise
        finally:
            with self._lock:
                self._under_way -= 1
            done.set()

    def _ask(self, asked: float) -> None:
        close_old_connections()
        generation = SiteGeneration.objects.values_list("number", flat=True).first() or 0
        looked = timezone.now().timestamp()
        ended = generation != self._generation or not self._looked <= looked < self._until
        until = _next_change() if ended else self._until
        with self._lock:
            if asked < self._answered:  # a later reading was answered before
                return
            if ended:
                self._generation, self._until = generation, until
                self._ended = self._number, self._answered
                self._number += 1
            self._answered, self._looked = asked, looked


def _next_change() -> float:
    """Return the POSIX time at which pages change with no act of anybody's: a schedule, or midnight.

    Or an end that is still to come: of what another machine withdrew, whose clock is ahead of this one's.
    """
    now = timezone.now()
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = begin_of(tomorrow.year, tomorrow.month, tomorrow.day)
    # By kind, for the index begins with it.
    waiting = Edition.objects.scheduled(now).filter(kind__in=ArticleKind.values)
    begin = waiting.order_by("live_from").values_list("live_from", flat=True).first()
    ending = Edition.objects.filter(live_until__gt=now).order_by("live_until")
    end = ending.values_list("live_until", flat=True).first()
    return min(moment for moment in (midnight, begin, end) if moment).timestamp()
