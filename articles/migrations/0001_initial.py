import uuid

import ckeditor.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import articles.validators


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "also_called",
                    models.CharField(
                        blank=True, help_text="Other names, separated by commas.", max_length=300
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One or two plain sentences.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "icd10_code",
                    models.CharField(
                        blank=True,
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?\\Z",
                                "Enter an ICD-10 code, for example M54.16.",
                            )
                        ],
                        verbose_name="ICD-10 code",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="articles.condition",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="condition_not_its_own_parent",
                        violation_error_message="A condition cannot be its own wider condition.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclaimer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, unique=True)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("medical", "Medical"),
                            ("procedure", "Procedure"),
                            ("medicine", "Medicine"),
                            ("imaging", "Imaging"),
                            ("copyright", "Copyright"),
                        ],
                        default="medical",
                        max_length=10,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("every_page", "Every article"),
                            ("attached", "Articles it is attached to"),
                        ],
                        default="attached",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ("title",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["medical", "procedure", "medicine", "imaging", "copyright"],
                            )
                        ),
                        name="disclaimer_kind_known",
                        violation_error_message="Choose a kind from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["every_page", "attached"])),
                        name="disclaimer_scope_known",
                        violation_error_message="Choose a scope from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisclaimerVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("in_force_from", models.DateField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disclaimer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="articles.disclaimer",
                    ),
                ),
            ],
            options={
                "ordering": ("disclaimer", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("disclaimer", "number"),
                        name="disclaimer_version_number_once",
                        violation_error_message="This disclaimer already has a version of that number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="disclaimer_version_number_from_1",
                        violation_error_message="Versions count from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="disclaimer_version_has_text",
                        violation_error_message="A version needs its text.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCondition",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=120)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.", max_length=120
                    ),
                ),
                (
                    "also_called",
                    models.CharField(
                        blank=True, help_text="Other names, separated by commas.", max_length=300
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One or two plain sentences.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "icd10_code",
                    models.CharField(
                        blank=True,
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?\\Z",
                                "Enter an ICD-10 code, for example M54.16.",
                            )
                        ],
                        verbose_name="ICD-10 code",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.condition",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical condition",
                "verbose_name_plural": "historical conditions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDisclaimer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(db_index=True, max_length=120)),
                ("slug", models.SlugField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("medical", "Medical"),
                            ("procedure", "Procedure"),
                            ("medicine", "Medicine"),
                            ("imaging", "Imaging"),
                            ("copyright", "Copyright"),
                        ],
                        default="medical",
                        max_length=10,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("every_page", "Every article"),
                            ("attached", "Articles it is attached to"),
                        ],
                        default="attached",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical disclaimer",
                "verbose_name_plural": "historical disclaimers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReference",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("authors", models.CharField(max_length=300)),
                ("title", models.CharField(max_length=400)),
                (
                    "publication",
                    models.CharField(blank=True, help_text="Journal or publisher.", max_length=200),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "doi",
                    models.CharField(
                        blank=True,
                        max_length=220,
                        validators=[
                            django.core.validators.RegexValidator(
                                '^10\\.[0-9]{4,9}/[^\\s<>\\"]{1,200}\\Z',
                                "Enter a DOI as 10.1000/xyz, without https://doi.org/ in front.",
                            )
                        ],
                        verbose_name="DOI",
                    ),
                ),
                (
                    "pmid",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9][0-9]{0,8}\\Z", "Enter a PubMed number: up to nine digits."
                            )
                        ],
                        verbose_name="PubMed number",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[articles.validators.validate_web_address],
                        verbose_name="link",
                    ),
                ),
                ("accessed_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical reference",
                "verbose_name_plural": "historical references",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSideEffect",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=120)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.", max_length=120
                    ),
                ),
                (
                    "also_called",
                    models.CharField(
                        blank=True, help_text="Other names, separated by commas.", max_length=300
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                ("clinical_name", models.CharField(blank=True, max_length=120)),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One or two plain sentences.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical side effect",
                "verbose_name_plural": "historical side effects",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTreatment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=120)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.", max_length=120
                    ),
                ),
                (
                    "also_called",
                    models.CharField(
                        blank=True, help_text="Other names, separated by commas.", max_length=300
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("injection", "Injection"),
                            ("medicine", "Medicine"),
                            ("surgery", "Surgery"),
                            ("exercise", "Exercise and physical therapy"),
                            ("device", "Device"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One or two plain sentences: what it is.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "how_it_works",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "how_it_is_given",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What happens, step by step.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "guidance",
                    models.CharField(
                        blank=True, help_text="How the needle or device is guided.", max_length=200
                    ),
                ),
                (
                    "done_by",
                    models.CharField(
                        blank=True, help_text="Who does or prescribes it.", max_length=120
                    ),
                ),
                ("where_done", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "takes",
                    models.CharField(blank=True, max_length=120, verbose_name="how long it takes"),
                ),
                (
                    "who_it_is_for",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "who_should_not",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="who should not have it",
                    ),
                ),
                (
                    "tell_first",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="tell your doctor first",
                    ),
                ),
                (
                    "benefits",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What it can do, for whom, how often.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "preparation",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "afterwards",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "onset",
                    models.CharField(
                        blank=True,
                        help_text="For example: same day to 2 days.",
                        max_length=120,
                        verbose_name="starts to work",
                    ),
                ),
                (
                    "lasts",
                    models.CharField(blank=True, max_length=120, verbose_name="how long it lasts"),
                ),
                (
                    "repeat_min",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="repeat limit, from"
                    ),
                ),
                (
                    "repeat_max",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="repeat limit, to"
                    ),
                ),
                (
                    "repeat_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="12 for a year.",
                        null=True,
                        verbose_name="repeat limit, in months",
                    ),
                ),
                (
                    "alternatives",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "doing_nothing",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What to expect without this treatment.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "licence_status",
                    models.CharField(
                        choices=[
                            ("licensed", "Approved for this use"),
                            ("off_label", "Used outside its approval (off-label)"),
                            ("not_approved", "Not approved for this use"),
                            ("not_needed", "Needs no approval"),
                            ("not_stated", "Not stated"),
                        ],
                        default="not_stated",
                        max_length=12,
                    ),
                ),
                ("licence_note", models.CharField(blank=True, max_length=300)),
                (
                    "example_medicines",
                    models.CharField(
                        blank=True, help_text="Generic names, separated by commas.", max_length=300
                    ),
                ),
                (
                    "atc_code",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[ABCDGHJLMNPRSV]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?\\Z",
                                "Enter an ATC code, for example M01AE01. Letters are capitals.",
                            )
                        ],
                        verbose_name="ATC code",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical treatment",
                "verbose_name_plural": "historical treatments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.ImageField(
                        height_field="height", upload_to="pictures/%Y/%m/", width_field="width"
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for people who cannot see it.",
                        max_length=300,
                        verbose_name="alternative text",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("height__gte", 1), ("width__gte", 1)),
                        name="picture_has_size",
                        violation_error_message="A picture has at least one pixel.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPhysician",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120)),
                ("credentials", models.CharField(help_text="For example: M.D.", max_length=60)),
                ("specialty", models.CharField(max_length=120)),
                (
                    "bio",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="A few plain sentences about the person's experience.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "conflicts",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Leave empty only if there are none: the page then says “None”.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="conflicts of interest",
                    ),
                ),
                (
                    "booking_url",
                    models.URLField(
                        blank=True,
                        validators=[articles.validators.validate_web_address],
                        verbose_name="booking link",
                    ),
                ),
                (
                    "npi",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[articles.validators.validate_npi],
                        verbose_name="NPI",
                    ),
                ),
                (
                    "orcid",
                    models.CharField(
                        blank=True,
                        max_length=19,
                        validators=[articles.validators.validate_orcid],
                        verbose_name="ORCID iD",
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The account of this physician, if they have one.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical physician",
                "verbose_name_plural": "historical physicians",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Physician",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("credentials", models.CharField(help_text="For example: M.D.", max_length=60)),
                ("specialty", models.CharField(max_length=120)),
                (
                    "bio",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="A few plain sentences about the person's experience.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "conflicts",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Leave empty only if there are none: the page then says “None”.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="conflicts of interest",
                    ),
                ),
                (
                    "booking_url",
                    models.URLField(
                        blank=True,
                        validators=[articles.validators.validate_web_address],
                        verbose_name="booking link",
                    ),
                ),
                (
                    "npi",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[articles.validators.validate_npi],
                        verbose_name="NPI",
                    ),
                ),
                (
                    "orcid",
                    models.CharField(
                        blank=True,
                        max_length=19,
                        validators=[articles.validators.validate_orcid],
                        verbose_name="ORCID iD",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        help_text="The account of this physician, if they have one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="physician",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authors", models.CharField(max_length=300)),
                ("title", models.CharField(max_length=400)),
                (
                    "publication",
                    models.CharField(blank=True, help_text="Journal or publisher.", max_length=200),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "doi",
                    models.CharField(
                        blank=True,
                        max_length=220,
                        validators=[
                            django.core.validators.RegexValidator(
                                '^10\\.[0-9]{4,9}/[^\\s<>\\"]{1,200}\\Z',
                                "Enter a DOI as 10.1000/xyz, without https://doi.org/ in front.",
                            )
                        ],
                        verbose_name="DOI",
                    ),
                ),
                (
                    "pmid",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9][0-9]{0,8}\\Z", "Enter a PubMed number: up to nine digits."
                            )
                        ],
                        verbose_name="PubMed number",
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[articles.validators.validate_web_address],
                        verbose_name="link",
                    ),
                ),
                ("accessed_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ("authors", "year", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("doi", ""), ("pmid", ""), ("url", ""), _negated=True),
                        name="reference_has_identifier",
                        violation_error_message="Give a DOI, a PubMed number or a link.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1800), ("year__lte", 2200)),
                        name="reference_year_plausible",
                        violation_error_message="Enter the year with four digits.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("doi", ""), _negated=True),
                        fields=("doi",),
                        name="reference_doi_once",
                        violation_error_message="A reference with this DOI is already on file.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pmid", ""), _negated=True),
                        fields=("pmid",),
                        name="reference_pmid_once",
                        violation_error_message="A reference with this PubMed number is already on file.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SideEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "also_called",
                    models.CharField(
                        blank=True, help_text="Other names, separated by commas.", max_length=300
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("clinical_name", models.CharField(blank=True, max_length=120)),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One or two plain sentences.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Treatment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "also_called",
                    models.CharField(
                        blank=True, help_text="Other names, separated by commas.", max_length=300
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("injection", "Injection"),
                            ("medicine", "Medicine"),
                            ("surgery", "Surgery"),
                            ("exercise", "Exercise and physical therapy"),
                            ("device", "Device"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One or two plain sentences: what it is.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "how_it_works",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "how_it_is_given",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What happens, step by step.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "guidance",
                    models.CharField(
                        blank=True, help_text="How the needle or device is guided.", max_length=200
                    ),
                ),
                (
                    "done_by",
                    models.CharField(
                        blank=True, help_text="Who does or prescribes it.", max_length=120
                    ),
                ),
                ("where_done", models.CharField(blank=True, max_length=120, verbose_name="where")),
                (
                    "takes",
                    models.CharField(blank=True, max_length=120, verbose_name="how long it takes"),
                ),
                (
                    "who_it_is_for",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "who_should_not",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="who should not have it",
                    ),
                ),
                (
                    "tell_first",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="tell your doctor first",
                    ),
                ),
                (
                    "benefits",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What it can do, for whom, how often.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "preparation",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "afterwards",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "onset",
                    models.CharField(
                        blank=True,
                        help_text="For example: same day to 2 days.",
                        max_length=120,
                        verbose_name="starts to work",
                    ),
                ),
                (
                    "lasts",
                    models.CharField(blank=True, max_length=120, verbose_name="how long it lasts"),
                ),
                (
                    "repeat_min",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="repeat limit, from"
                    ),
                ),
                (
                    "repeat_max",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="repeat limit, to"
                    ),
                ),
                (
                    "repeat_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="12 for a year.",
                        null=True,
                        verbose_name="repeat limit, in months",
                    ),
                ),
                (
                    "alternatives",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "doing_nothing",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What to expect without this treatment.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                    ),
                ),
                (
                    "licence_status",
                    models.CharField(
                        choices=[
                            ("licensed", "Approved for this use"),
                            ("off_label", "Used outside its approval (off-label)"),
                            ("not_approved", "Not approved for this use"),
                            ("not_needed", "Needs no approval"),
                            ("not_stated", "Not stated"),
                        ],
                        default="not_stated",
                        max_length=12,
                    ),
                ),
                ("licence_note", models.CharField(blank=True, max_length=300)),
                (
                    "example_medicines",
                    models.CharField(
                        blank=True, help_text="Generic names, separated by commas.", max_length=300
                    ),
                ),
                (
                    "atc_code",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[ABCDGHJLMNPRSV]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?\\Z",
                                "Enter an ATC code, for example M01AE01. Letters are capitals.",
                            )
                        ],
                        verbose_name="ATC code",
                    ),
                ),
                (
                    "conditions",
                    models.ManyToManyField(
                        blank=True, related_name="treatments", to="articles.condition"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["injection", "medicine", "surgery", "exercise", "device", "other"],
                            )
                        ),
                        name="treatment_kind_known",
                        violation_error_message="Choose a kind from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "licence_status__in",
                                [
                                    "licensed",
                                    "off_label",
                                    "not_approved",
                                    "not_needed",
                                    "not_stated",
                                ],
                            )
                        ),
                        name="treatment_licence_status_known",
                        violation_error_message="Choose a licence status from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("repeat_max__isnull", True),
                                ("repeat_min__isnull", True),
                                ("repeat_months__isnull", True),
                            ),
                            models.Q(
                                ("repeat_max__gte", 1),
                                ("repeat_max__isnull", False),
                                ("repeat_min__isnull", True),
                                ("repeat_months__gte", 1),
                                ("repeat_months__isnull", False),
                            ),
                            models.Q(
                                ("repeat_max__gte", models.F("repeat_min")),
                                ("repeat_max__isnull", False),
                                ("repeat_min__gte", 1),
                                ("repeat_min__isnull", False),
                                ("repeat_months__gte", 1),
                                ("repeat_months__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="treatment_repeat_limit_whole",
                        violation_error_message="A repeat limit needs a highest number and a period in months; the lowest number, if given, is not above the highest.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guide", "Guide for patients"),
                            ("policy", "Policy of the clinic"),
                        ],
                        default="guide",
                        max_length=8,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the page's address. It stays once the page was published.",
                        max_length=120,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "summary",
                    models.CharField(
                        help_text="Shown under the title and in lists.",
                        max_length=300,
                        verbose_name="in one sentence",
                    ),
                ),
                (
                    "body",
                    ckeditor.fields.RichTextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(200000)],
                        verbose_name="text",
                    ),
                ),
                (
                    "help_emergency",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Go to an emergency department now if you… One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="emergency",
                    ),
                ),
                (
                    "help_urgent",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Get help today if you… One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="urgent",
                    ),
                ),
                (
                    "help_non_urgent",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Call the clinic if… One line an item.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="non-urgent",
                    ),
                ),
                (
                    "questions",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="One line a question.",
                        validators=[django.core.validators.MaxLengthValidator(4000)],
                        verbose_name="questions to ask",
                    ),
                ),
                ("research_label", models.CharField(blank=True, max_length=120)),
                (
                    "research_url",
                    models.URLField(
                        blank=True,
                        validators=[articles.validators.validate_web_address],
                        verbose_name="research link",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("changes_requested", "Changes requested"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("approved_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "overview",
                    models.ForeignKey(
                        blank=True,
                        help_text="The wider article that this one belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="details",
                        to="articles.article",
                    ),
                ),
                (
                    "conditions",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="articles.condition"
                    ),
                ),
                (
                    "disclaimers",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Those for every article are added by themselves.",
                        related_name="articles",
                        to="articles.disclaimer",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_articles",
                        to="articles.physician",
                    ),
                ),
                (
                    "treatments",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="articles.treatment"
                    ),
                ),
            ],
            options={
                "ordering": ("-updated_at", "-pk"),
                "permissions": [
                    ("write_article", "Can write articles and submit them for review"),
                    ("review_article", "Can review what others wrote"),
                    ("publish_article", "Can publish, schedule and withdraw"),
                ],
                "indexes": [
                    models.Index(fields=["status", "updated_at"], name="article_by_status")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["guide", "policy"])),
                        name="article_kind_known",
                        violation_error_message="Choose a kind from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "in_review",
                                    "changes_requested",
                                    "approved",
                                    "published",
                                ],
                            )
                        ),
                        name="article_status_known",
                        violation_error_message="This is not a status of an article.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "approved"),
                                models.Q(("approved_sha256", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "approved"), _negated=True),
                                ("approved_sha256", ""),
                            ),
                            _connector="OR",
                        ),
                        name="article_approved_with_hash",
                        violation_error_message="An approval names the text that was read.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("overview__isnull", True),
                            models.Q(("overview", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="article_not_its_own_overview",
                        violation_error_message="An article cannot be its own overview.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("edited", "Edited"),
                            ("submitted", "Submitted for review"),
                            ("recalled", "Taken back from review"),
                            ("changes_requested", "Changes requested"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("scheduled", "Scheduled"),
                            ("unscheduled", "Schedule cancelled"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_status", models.CharField(max_length=20)),
                ("to_status", models.CharField(max_length=20)),
                ("revision", models.PositiveIntegerField()),
                ("note", models.TextField(blank=True, max_length=4000)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "created",
                                    "edited",
                                    "submitted",
                                    "recalled",
                                    "changes_requested",
                                    "approved",
                                    "published",
                                    "scheduled",
                                    "unscheduled",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="article_event_kind_known",
                        violation_error_message="This is not an event of an article.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleReference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="articles.article",
                    ),
                ),
                (
                    "reference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="articles.reference",
                    ),
                ),
            ],
            options={
                "verbose_name": "reference",
                "ordering": ("position", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "reference"),
                        name="article_reference_once",
                        violation_error_message="This reference is already listed.",
                    ),
                    models.UniqueConstraint(
                        fields=("article", "position"),
                        name="article_reference_number_once",
                        violation_error_message="Two references have the same number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRegulatorWarning",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("regulator", models.CharField(help_text="For example: FDA.", max_length=80)),
                ("issued_on", models.DateField()),
                ("text", models.TextField(max_length=1000)),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        validators=[articles.validators.validate_web_address],
                        verbose_name="link",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.treatment",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical regulator warning",
                "verbose_name_plural": "historical regulator warnings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTreatmentSideEffect",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "affected",
                    models.PositiveIntegerField(
                        blank=True, help_text="People who got it.", null=True
                    ),
                ),
                (
                    "out_of",
                    models.PositiveIntegerField(
                        blank=True, help_text="People who were looked at.", null=True
                    ),
                ),
                (
                    "population",
                    models.CharField(
                        blank=True,
                        help_text="Who was counted: people, treatment, time.",
                        max_length=300,
                    ),
                ),
                (
                    "band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("very_common", "very common"),
                            ("common", "common"),
                            ("uncommon", "uncommon"),
                            ("rare", "rare"),
                            ("very_rare", "very rare"),
                            ("not_known", "not known"),
                        ],
                        help_text="Leave empty when you give numbers: it is computed.",
                        max_length=12,
                        verbose_name="frequency (CIOMS)",
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Mild"),
                            (2, "Moderate"),
                            (3, "Severe"),
                            (4, "Life-threatening"),
                            (5, "Death"),
                        ],
                        default=1,
                        verbose_name="severity (CTCAE)",
                    ),
                ),
                ("serious", models.BooleanField(default=False)),
                (
                    "serious_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("death", "Death"),
                            ("life_threatening", "Danger to life"),
                            ("hospital_stay", "Stay in hospital"),
                            ("lasting_disability", "Lasting disability"),
                            ("birth_defect", "Birth defect"),
                            ("other_important", "Other important medical event"),
                        ],
                        max_length=20,
                    ),
                ),
                ("onset", models.CharField(blank=True, max_length=120, verbose_name="begins")),
                ("duration", models.CharField(blank=True, max_length=120, verbose_name="lasts")),
                (
                    "reversible",
                    models.BooleanField(blank=True, null=True, verbose_name="goes away"),
                ),
                (
                    "at_risk",
                    models.CharField(blank=True, max_length=200, verbose_name="more likely if"),
                ),
                (
                    "what_to_do",
                    models.CharField(
                        choices=[
                            ("self_care", "Look after yourself"),
                            ("tell_clinic", "Tell the clinic"),
                            ("urgent", "Get help today"),
                            ("emergency", "Call the emergency number now"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "advice",
                    models.CharField(blank=True, help_text="One plain sentence.", max_length=300),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.reference",
                    ),
                ),
                (
                    "side_effect",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.sideeffect",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.treatment",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical side effect of a treatment",
                "verbose_name_plural": "historical side effects of a treatment",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RegulatorWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regulator", models.CharField(help_text="For example: FDA.", max_length=80)),
                ("issued_on", models.DateField()),
                ("text", models.TextField(max_length=1000)),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        validators=[articles.validators.validate_web_address],
                        verbose_name="link",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regulator_warnings",
                        to="articles.treatment",
                    ),
                ),
            ],
            options={
                "ordering": ("-issued_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("treatment", "regulator", "issued_on"),
                        name="regulator_warning_once",
                        violation_error_message="This regulator's warning of that day is already here.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("changes_requested", "Changes requested"),
                        ],
                        max_length=20,
                    ),
                ),
                ("content_sha256", models.CharField(max_length=64)),
                ("independent", models.BooleanField()),
                ("comment", models.TextField(blank=True, max_length=4000)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="articles.article",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["approved", "changes_requested"])),
                        name="review_outcome_known",
                        violation_error_message="This is not an outcome of a review.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "changes_requested"), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_changes_need_comment",
                        violation_error_message="Say what should change.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_sha256", ""), _negated=True),
                        name="review_names_its_text",
                        violation_error_message="A review names the text that was read.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guide", "Guide for patients"),
                            ("policy", "Policy of the clinic"),
                        ],
                        max_length=8,
                    ),
                ),
                ("slug", models.SlugField(max_length=120)),
                ("title", models.CharField(max_length=160)),
                ("summary", models.CharField(max_length=300)),
                ("payload", models.JSONField()),
                ("byline", models.JSONField()),
                ("html", models.TextField()),
                ("search_text", models.TextField()),
                ("last_reviewed", models.DateField()),
                ("next_review_due", models.DateField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("previous_sha256", models.CharField(blank=True, max_length=64)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("live_from", models.DateTimeField()),
                ("live_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.article",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.review",
                    ),
                ),
            ],
            options={
                "ordering": ("article", "-number"),
                "indexes": [
                    models.Index(fields=["kind", "-live_from", "-id"], name="edition_newest_first"),
                    models.Index(fields=["slug", "-number"], name="edition_by_slug"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"),
                        name="edition_number_once",
                        violation_error_message="This article already has an edition of that number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="edition_number_from_1",
                        violation_error_message="Editions count from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("previous_sha256", "")),
                            models.Q(
                                ("number__gt", 1), models.Q(("previous_sha256", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="edition_first_has_no_predecessor",
                        violation_error_message="Each edition but the first names the one before it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["guide", "policy"])),
                        name="edition_kind_known",
                        violation_error_message="Choose a kind from the list.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("condition", "Condition"),
                            ("treatment", "Treatment"),
                            ("side_effect", "Side effect"),
                            ("author", "Author"),
                            ("reviewer", "Reviewer"),
                            ("disclaimer", "Disclaimer version"),
                            ("picture", "Picture"),
                        ],
                        max_length=12,
                    ),
                ),
                ("slug", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("detail", models.CharField(blank=True, max_length=300)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="articles.edition",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "indexes": [models.Index(fields=["kind", "slug"], name="subject_by_slug")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "kind", "slug"),
                        name="edition_subject_once",
                        violation_error_message="The edition already carries this.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "condition",
                                    "treatment",
                                    "side_effect",
                                    "author",
                                    "reviewer",
                                    "disclaimer",
                                    "picture",
                                ],
                            )
                        ),
                        name="edition_subject_kind_known",
                        violation_error_message="This is not a kind of subject.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TreatmentSideEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "affected",
                    models.PositiveIntegerField(
                        blank=True, help_text="People who got it.", null=True
                    ),
                ),
                (
                    "out_of",
                    models.PositiveIntegerField(
                        blank=True, help_text="People who were looked at.", null=True
                    ),
                ),
                (
                    "population",
                    models.CharField(
                        blank=True,
                        help_text="Who was counted: people, treatment, time.",
                        max_length=300,
                    ),
                ),
                (
                    "band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("very_common", "very common"),
                            ("common", "common"),
                            ("uncommon", "uncommon"),
                            ("rare", "rare"),
                            ("very_rare", "very rare"),
                            ("not_known", "not known"),
                        ],
                        help_text="Leave empty when you give numbers: it is computed.",
                        max_length=12,
                        verbose_name="frequency (CIOMS)",
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Mild"),
                            (2, "Moderate"),
                            (3, "Severe"),
                            (4, "Life-threatening"),
                            (5, "Death"),
                        ],
                        default=1,
                        verbose_name="severity (CTCAE)",
                    ),
                ),
                ("serious", models.BooleanField(default=False)),
                (
                    "serious_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("death", "Death"),
                            ("life_threatening", "Danger to life"),
                            ("hospital_stay", "Stay in hospital"),
                            ("lasting_disability", "Lasting disability"),
                            ("birth_defect", "Birth defect"),
                            ("other_important", "Other important medical event"),
                        ],
                        max_length=20,
                    ),
                ),
                ("onset", models.CharField(blank=True, max_length=120, verbose_name="begins")),
                ("duration", models.CharField(blank=True, max_length=120, verbose_name="lasts")),
                (
                    "reversible",
                    models.BooleanField(blank=True, null=True, verbose_name="goes away"),
                ),
                (
                    "at_risk",
                    models.CharField(blank=True, max_length=200, verbose_name="more likely if"),
                ),
                (
                    "what_to_do",
                    models.CharField(
                        choices=[
                            ("self_care", "Look after yourself"),
                            ("tell_clinic", "Tell the clinic"),
                            ("urgent", "Get help today"),
                            ("emergency", "Call the emergency number now"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "advice",
                    models.CharField(blank=True, help_text="One plain sentence.", max_length=300),
                ),
                (
                    "side_effect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="treatment_rows",
                        to="articles.sideeffect",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.reference",
                    ),
                ),
                (
                    "treatment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="side_effect_rows",
                        to="articles.treatment",
                    ),
                ),
            ],
            options={
                "verbose_name": "side effect of a treatment",
                "verbose_name_plural": "side effects of a treatment",
                "ordering": ("-serious", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("treatment", "side_effect"),
                        name="treatment_side_effect_once",
                        violation_error_message="This side effect is already listed for the treatment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("affected__isnull", True), ("out_of__isnull", True)),
                            models.Q(
                                ("affected__isnull", False),
                                ("affected__lte", models.F("out_of")),
                                ("out_of__gte", 1),
                                ("out_of__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="frequency_numbers_together",
                        violation_error_message="Give both numbers or neither, and no more people affected than looked at.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "band__in",
                                [
                                    "very_common",
                                    "common",
                                    "uncommon",
                                    "rare",
                                    "very_rare",
                                    "not_known",
                                ],
                            )
                        ),
                        name="frequency_band_known",
                        violation_error_message="Choose a frequency, or give numbers.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("affected__isnull", True),
                            models.Q(
                                ("band", "very_common"),
                                (
                                    "out_of__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(10)
                                    ),
                                ),
                            ),
                            models.Q(
                                ("band", "common"),
                                (
                                    "out_of__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(100)
                                    ),
                                ),
                                (
                                    "out_of__gt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(10)
                                    ),
                                ),
                            ),
                            models.Q(
                                ("band", "uncommon"),
                                (
                                    "out_of__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(1000)
                                    ),
                                ),
                                (
                                    "out_of__gt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(100)
                                    ),
                                ),
                            ),
                            models.Q(
                                ("band", "rare"),
                                (
                                    "out_of__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(10000)
                                    ),
                                ),
                                (
                                    "out_of__gt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(1000)
                                    ),
                                ),
                            ),
                            models.Q(
                                ("band", "very_rare"),
                                (
                                    "out_of__gt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("affected"), "*", models.Value(10000)
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="frequency_band_fits_numbers",
                        violation_error_message="The frequency does not fit the numbers.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("affected__isnull", True),
                            models.Q(
                                ("source__isnull", False),
                                models.Q(("population", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="frequency_numbers_have_population_and_source",
                        violation_error_message="Numbers need the group that was counted and a source.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", [1, 2, 3, 4, 5])),
                        name="severity_known",
                        violation_error_message="Choose a severity from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("serious", False), ("serious_reason", "")),
                            models.Q(
                                ("serious", True),
                                (
                                    "serious_reason__in",
                                    [
                                        "death",
                                        "life_threatening",
                                        "hospital_stay",
                                        "lasting_disability",
                                        "birth_defect",
                                        "other_important",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="serious_with_its_reason",
                        violation_error_message="A serious effect needs the reason; another has none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what_to_do__in", ["self_care", "tell_clinic", "urgent", "emergency"])
                        ),
                        name="what_to_do_known",
                        violation_error_message="Say what a patient should do.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="Article",
            name="references",
            field=models.ManyToManyField(
                related_name="articles",
                through="articles.ArticleReference",
                to="articles.reference",
            ),
        ),
    ]
