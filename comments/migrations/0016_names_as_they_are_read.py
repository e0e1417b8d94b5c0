import re
import unicodedata

from django.db import migrations
from django.utils import timezone

LONGEST = 60
BEGIN_OR_END = re.compile("[\u202a-\u202e\u2066-\u2069]")
ANY = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def name_without(name):
    """Return a name without signs that turn its direction, as comments/directions.py did then."""
    leftward = any(c.isalpha() and unicodedata.bidirectional(c) in ("R", "AL") for c in name)
    return (BEGIN_OR_END if leftward else ANY).sub("", name)


def mend_names(apps, schema_editor):
    """Take signs that turn its direction out of each name, and half a credential off the end of an answer's.

    Both are done to new names when they come in. Answers are shown with their own name now.
    """
    replies = apps.get_model("comments", "Comment").objects.order_by()
    for pk, name in list(replies.exclude(name="").values_list("pk", "name").iterator()):
        if (mended := " ".join(name_without(name).split())) != name:
            replies.filter(pk=pk).update(name=mended, updated_at=timezone.now())
    for physician in apps.get_model("articles", "Physician").objects.exclude(credentials=""):
        named = f"{physician.name}, {physician.credentials}"
        if len(named) > LONGEST:
            cut = replies.filter(physician=physician, name=" ".join(named[:LONGEST].split()))
            cut.update(name=physician.name[:LONGEST], updated_at=timezone.now())


class Migration(migrations.Migration):
    """A name that was written backwards stayed in what was there before names were cleaned."""

    dependencies = [("comments", "0015_erasures_name_reports")]

    operations = [migrations.RunPython(mend_names, migrations.RunPython.noop)]
