"""Mails from before forget what they were drawn from, once they are done with; their keys become keyed hashes."""

from django.db import migrations
from django.utils.crypto import salted_hmac


def forget(apps, schema_editor):
    OutgoingMail = apps.get_model("clinic", "OutgoingMail")
    OutgoingMail.objects.exclude(finished_at=None).update(arguments={})
    for mail in OutgoingMail.objects.only("dedupe_key").iterator():
        mail.dedupe_key = salted_hmac(
            "clinic.outbox.key", mail.dedupe_key, algorithm="sha256"
        ).hexdigest()
        mail.save(update_fields=["dedupe_key"])


class Migration(migrations.Migration):
    dependencies = [("clinic", "0006_replies_close")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
