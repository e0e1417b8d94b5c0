from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the documents: what follows each migrate writes those that are missing, with all their words."""
    apps.get_model("articles", "SearchDocument").objects.using(
        schema_editor.connection.alias
    ).all().delete()


class Migration(migrations.Migration):
    """Pages are searched by every word that readers see of them, those of before too."""

    dependencies = [("articles", "0008_earlier_states_of_working_copies")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
