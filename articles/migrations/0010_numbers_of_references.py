from itertools import groupby

from django.db import migrations


def close_gaps(apps, schema_editor):
    """Give references the numbers that pages have shown so far: from 1, without gaps.

    From now on a page shows the number of the form. The texts were written for the numbers on the
    page, and approvals name what they make, so neither changes.
    """
    rows = apps.get_model("articles", "ArticleReference").objects.order_by(
        "article_id", "position", "id"
    )
    for _, cited in groupby(list(rows), key=lambda row: row.article_id):
        # Upwards: a number only ever becomes smaller, so it is free when its turn comes.
        for number, row in enumerate(cited, start=1):
            if row.position != number:
                row.position = number
                row.save(update_fields=["position"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_search_documents_anew")]

    operations = [
        # There is no way back to the gaps, and none is needed: without them both rules say the same.
        migrations.RunPython(close_gaps, migrations.RunPython.noop),
    ]
