"""How long ago something was, in words."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)


def since(moment: datetime) -> str:
    """Return the time that has passed: "3 days", and never "0 minutes"."""
    if timezone.now() - moment < MINUTE:
        return _("less than a minute")
    return timesince(moment)


def ago(moment: datetime) -> str:
    """Return when it was: "3 days ago", "just now"."""
    if timezone.now() - moment < MINUTE:
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment)}
