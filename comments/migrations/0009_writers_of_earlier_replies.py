"""Replies from before are linked with the keyed hash of their address, so that their writers can reach them."""

from django.db import migrations
from django.utils.crypto import salted_hmac


def link(apps, schema_editor):
    Comment = apps.get_model("comments", "Comment")
    WriterAddress = apps.get_model("comments", "WriterAddress")
    earlier = Comment.objects.filter(writer=None, written_by=None).exclude(email="").order_by()
    for email in list(earlier.values_list("email", flat=True).distinct()):
        plain = email.strip().lower()
        digest = salted_hmac("comments.writer", plain, algorithm="sha256").hexdigest()
        writer, _ = WriterAddress.objects.get_or_create(hash=digest)
        earlier.filter(email=email).update(writer=writer, email=plain)


class Migration(migrations.Migration):
    dependencies = [("comments", "0008_writers_addresses_appeals_erasures")]

    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
