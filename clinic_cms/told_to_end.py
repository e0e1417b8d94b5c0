"""A web worker that is told to end before it serves ends there and then.

Granian's master begins its workers as copies of itself, with its own way to hear SIGTERM. Each puts that
right only once the application is imported. For a second, nobody heard the word to end: the worker went on
to serve, and the master waited for its end without end. See docs/decisions/0030.
"""

import signal

from clinic_cms import processors


def heed() -> None:
    """Let SIGTERM end this process, if it is a worker of granian: it has no reader yet to cut off."""
    if processors.number_of_worker():
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
