from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone


def hold_what_is_empty(apps, schema_editor):
    """Hold answers that were approved after their words had been emptied: readers saw a blank."""
    empty = apps.get_model("comments", "Comment").objects.filter(
        status="approved", text="", erased_at=None
    )
    empty.update(status="pending", version=models.F("version") + 1, updated_at=timezone.now())


def close_reports_of_what_is_gone(apps, schema_editor):
    """Close the reports that waited for ever, since nobody could decide on their replies."""
    gone = Q(comment__status="withdrawn") | Q(comment__erased_at__isnull=False)
    rows = apps.get_model("comments", "ReplyReport").objects.filter(gone, outcome="open")
    rows.update(outcome="gone", settled_at=timezone.now())


class Migration(migrations.Migration):
    """What is shown has words, and a report whose reply is gone is closed by nobody.

    Rows that break the rules are mended right before each: without that, it could not be added. Replies are locked
    before their reports, as everybody else locks them.
    """

    dependencies = [("comments", "0013_fewer_indexes_of_replies")]

    operations = [
        migrations.RunPython(hold_what_is_empty, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=~Q(status="approved") | ~Q(text="") | Q(erased_at__isnull=False),
                name="comment_shown_has_words",
                violation_error_message="Nothing is left of this reply that could be shown.",
            ),
        ),
        migrations.AlterField(
            model_name="replyreport",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("open", "Nobody has looked yet"),
                    ("kept", "Looked at: the reply stays"),
                    ("taken", "The reply is not shown any more"),
                    ("gone", "Nobody looked: its writer took the reply back, or its time was over"),
                ],
                default="open",
                max_length=5,
            ),
        ),
        migrations.RemoveConstraint(model_name="replyreport", name="reply_report_outcome_is_whole"),
        migrations.AddConstraint(
            model_name="replyreport",
            constraint=models.CheckConstraint(
                condition=Q(outcome__in=["open"], settled_by__isnull=True, settled_at__isnull=True)
                | Q(
                    outcome__in=["kept", "taken"],
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                )
                | Q(outcome__in=["gone"], settled_by__isnull=True, settled_at__isnull=False),
                name="reply_report_outcome_is_whole",
                violation_error_message="Who looked at a report, and when, are kept together.",
            ),
        ),
        migrations.RunPython(close_reports_of_what_is_gone, migrations.RunPython.noop),
    ]
