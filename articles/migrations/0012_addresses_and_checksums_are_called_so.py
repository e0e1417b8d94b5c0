from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_urgent_reports_of_errors"),
    ]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address, as in /articles/back-pain/. It stays once the page was published.",
                max_length=120,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="condition",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address, after the kind of record. For example: /conditions/back-pain/",
                max_length=120,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="disclaimer",
            name="slug",
            field=models.SlugField(
                help_text="Its part of the address of each version. For example: /disclaimers/general/v1/",
                max_length=120,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="content_sha256",
            field=models.CharField(max_length=64, verbose_name="checksum (SHA-256) of the content"),
        ),
        migrations.AlterField(
            model_name="edition",
            name="previous_sha256",
            field=models.CharField(
                blank=True, max_length=64, verbose_name="checksum (SHA-256) of the edition before"
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="sha256",
            field=models.CharField(max_length=64, unique=True, verbose_name="checksum (SHA-256)"),
        ),
        migrations.AlterField(
            model_name="edition",
            name="slug",
            field=models.SlugField(max_length=120, verbose_name="address"),
        ),
        migrations.AlterField(
            model_name="historicalcondition",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address, after the kind of record. For example: /conditions/back-pain/",
                max_length=120,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldisclaimer",
            name="slug",
            field=models.SlugField(
                help_text="Its part of the address of each version. For example: /disclaimers/general/v1/",
                max_length=120,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="historicalphysician",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address. For example: /physicians/rosa-klein/",
                max_length=120,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="historicalsideeffect",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address, after the kind of record. For example: /conditions/back-pain/",
                max_length=120,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="historicaltreatment",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address, after the kind of record. For example: /conditions/back-pain/",
                max_length=120,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="physician",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address. For example: /physicians/rosa-klein/",
                max_length=120,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="sideeffect",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address, after the kind of record. For example: /conditions/back-pain/",
                max_length=120,
                unique=True,
                verbose_name="address",
            ),
        ),
        migrations.AlterField(
            model_name="treatment",
            name="slug",
            field=models.SlugField(
                help_text="The last part of the page's address, after the kind of record. For example: /conditions/back-pain/",
                max_length=120,
                unique=True,
                verbose_name="address",
            ),
        ),
    ]
