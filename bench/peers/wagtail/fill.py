"""Put our article and its replies into the peer: `python fill.py told.json`. The tables are there."""

import json
import os
import re
import sys
from datetime import datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peer.settings")
django.setup()

from guides.models import GuidePage, Reply  # noqa: E402 - after the settings
from wagtail.models import Page, Site  # noqa: E402


def fill(told: dict) -> None:
    """Make the page below a new root of the site, as an editor would: a block for each section."""
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Home", slug="site"))
    Site.objects.all().delete()
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    sections = re.split(r"(?=<h2)", told["html"])
    page = home.add_child(
        instance=GuidePage(
            title=told["title"],
            slug="guide",
            summary=told["summary"],
            body=json.dumps([{"type": "text", "value": html} for html in sections if html.strip()]),
        )
    )
    made: dict[int, Reply] = {}
    for row in told["replies"]:
        made[row["id"]] = Reply.objects.create(
            page=page,
            root=made.get(row["root"]),
            name=row["name"],
            text=row["text"],
            approved=True,
            created_at=datetime.fromisoformat(row["at"]),
        )


if __name__ == "__main__":
    fill(json.loads(Path(sys.argv[1]).read_text()))
