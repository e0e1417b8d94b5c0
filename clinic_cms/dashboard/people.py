"""What waits for administrators: people whose accounts lack something, and what is forgotten in time."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from clinic_cms.clinic.models import ClinicProfile, User
from clinic_cms.dashboard.panel import SHOWN, Line, Panel
from comments import retention


def accounts() -> Panel:
    """Return accounts that lack what their role needs."""
    without = User.objects.filter(is_active=True, groups=None, is_superuser=False).order_by(
        "username"
    )
    lines = [
        Line(str(user), reverse("admin:clinic_user_change", args=(user.pk,)), "has no role yet")
        for user in without[:SHOWN]
    ]
    missing = ClinicProfile.current().missing()
    if missing:
        lines.append(
            Line(
                "Clinic profile",
                reverse("admin:clinic_clinicprofile_changelist"),
                f"without {', '.join(missing)}",
            )
        )
    return Panel(
        "People and profile",
        "Everybody has a role, and the clinic's profile is complete.",
        lines,
        without.count() + bool(missing),
        reverse("admin:clinic_user_changelist"),
    )


def forgetting() -> Panel:
    """Whether the daily run that empties personal data past its time is running."""
    last, late = retention.last_run(), retention.is_late()
    when = date_format(timezone.localtime(last.ran_at), "DATETIME_FORMAT") if last else ""
    runs = reverse("admin:comments_retentionrun_changelist")
    note = f"It last ran on {when}." if last else "It has never run."
    return Panel(
        "Personal data past its time",
        note if last else "There is nothing to empty yet.",
        [Line("The daily run is missing", runs, f"{note} See docs/retention.md.")] if late else [],
        int(late),
        runs,
        urgent=True,
    )
