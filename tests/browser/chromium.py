"""Where Chromium is, and how it is kept from asking anybody for news."""

import os
import shutil

QUIET = """
    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
""".split()


def chromium() -> str | None:
    """Return the path of the system's Chromium, or of the one that CHROMIUM names, or None."""
    windowed = ("chromium", "chromium-browser", "google-chrome")
    names = (os.environ.get("CHROMIUM"), *windowed, "chromium-headless-shell")
    return next((found for name in names if name and (found := shutil.which(name))), None)
