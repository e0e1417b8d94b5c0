"""Pages that readers come back for are drawn as soon as they have ended, before anybody asks again.

nginx asks for a page once a second. Drawn only then, everybody who reads it would wait: for the generation
to be read, and for the drawing.
"""

import logging
import threading
import time

from clinic_cms.page_store import App, PageStore

LOOK = 0.1  # seconds from one look at what has ended to the next

logger = logging.getLogger(__name__)


def kept_ready(app: App) -> PageStore:
    """Return a page store before an application, and have its pages drawn ahead in this process."""
    store = PageStore(app)
    # No thread of a pool: the interpreter would wait for its end.
    threading.Thread(target=_look, args=(store,), name="ahead", daemon=True).start()
    return store


def _look(store: PageStore) -> None:
    while True:
        time.sleep(LOOK)
        try:
            store.draw_ahead()
        except Exception:
            logger.exception("No page was drawn ahead; readers have theirs drawn when they ask.")
