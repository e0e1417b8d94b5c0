"""Forms of the staff: they check shape and clean text. What may be done is decided by the verbs."""

from datetime import datetime
from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from articles import markup
from articles.models import Article, ArticleReference, Picture
from articles.models.article import ArticleStatus
from articles.pictures import refuse_other_words
from clinic_cms.clinic import pictures
from clinic_cms.clinic.plain_text import PlainTextForm, plain, take_whole


class RichTextEditor(CKEditorWidget):  # type: ignore[misc]  # django-ckeditor ships no types
    """The one place that names the editor. Another editor takes its place here and in settings.py."""

    def __init__(self) -> None:
        super().__init__(config_name="article")

    @property
    def media(self) -> forms.Media:
        # The modules run after CKEditor is loaded and before it starts.
        names = ("staff-editor", "staff-findings")
        own = [Script(f"clinic_cms/js/{name}.js", type="module") for name in names]
        whole: forms.Media = super().media + forms.Media(js=own)  # type: ignore[arg-type]  # stubs know paths only
        return whole


class ArticleForm(PlainTextForm):
    """The working copy. ``revision`` is the one that the person saw."""

    rich = ("body",)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = "__all__"
        widgets = {"body": RichTextEditor, "change_note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["revision"].initial = self.instance.revision
        if "body" in self.fields:
            self.fields["body"].widget = RichTextEditor()

    def clean_body(self) -> str:
        """Return the text with nothing in it that a page may not hold."""
        return markup.clean(self.cleaned_data["body"])

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        article = self.instance
        if not article.pk:
            return cleaned
        if article.status == ArticleStatus.IN_REVIEW:
            raise ValidationError(
                _(
                    "Not saved: this article is in review. Your text stands below. "
                    "Take the article back in another window, then save here."
                )
            )
        if cleaned.get("revision") != article.revision:
            # The page is drawn again with the revision on file: saving once more is then a choice.
            data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data["revision"] = article.revision
            self.data = data
            raise ValidationError(self._changed_meanwhile(article))
        return cleaned

    def _changed_meanwhile(self, article: Article) -> str:
        at = date_format(timezone.localtime(article.updated_at), "DATETIME_FORMAT")
        event = article.events.select_related("by").first()
        what = f"last saved by {article.edited_by}"
        if event is not None and event.revision == article.revision:
            what = f"{event.get_kind_display().lower()} by {event.by}"
        return (
            f"Not saved: this article changed after you opened it ({what}, {at}). "
            "Your text stands below, untouched. Open the article in another window to see theirs; "
            "saving here again puts yours in its place, and theirs stays among the earlier states."
        )


class CitationForm(PlainTextForm):
    """One line of the list of references."""

    # Empty means the next one: who adds a source need not count the others.
    position = forms.IntegerField(label=_("number"), min_value=1, max_value=999, required=False)

    class Meta:
        model = ArticleReference
        fields = ("position", "reference")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:  # the admin's tables draw no label in a cell
            self.fields["position"].widget.attrs["aria-label"] = "Number"

    def _get_validation_exclusions(self) -> set[str]:
        # Numbers are compared within the form that was sent (below), not with the rows they replace:
        # otherwise two references could never change places.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return excluded | {"position"}


class CitationFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    """The list of references as a whole."""

    @override
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete this reference"

    @override
    def clean(self) -> None:
        super().clean()
        seen: set[int] = set()
        unnumbered = []
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            number = cleaned.get("position")
            if form in self.deleted_forms or "position" in form.errors:
                continue
            if number is None:
                unnumbered += [form] if cleaned.get("reference") else []
                continue
            if number in seen:
                form.add_error("position", f"Two references have the number {number}.")
            seen.add(number)
        for number, form in enumerate(unnumbered, start=max(seen, default=0) + 1):
            form.instance.position = form.cleaned_data["position"] = number

    @override
    def save(self, commit: bool = True) -> Any:
        """Store the list as it was sent, in place of the one on file.

        Row by row, two could not change places, nor one take the number of another that is taken out or
        that a colleague has added meanwhile.
        """
        if not commit:
            return super().save(commit)
        saved = super().save(commit=False)
        rows = [
            form.instance
            for form in self.forms
            if form not in self.deleted_forms and form.instance.reference_id
        ]
        on_file = self.instance.citations.all()
        if sorted((row.position, row.reference_id) for row in rows) != sorted(
            on_file.values_list("position", "reference_id")
        ):
            on_file.delete()
            for row in rows:
                row.pk = None
            ArticleReference.objects.bulk_create(rows)
        return saved


class PictureForm(PlainTextForm):
    """A new picture. A file that could not be drawn is an error of the form.

    ``drawn`` is what came of the file that is sent, or why it is refused. It is worked out before there is
    a form, which is looked at inside the admin's transaction.
    """

    file = forms.FileField(label=_("File"), help_text=_("JPEG, PNG, GIF or WebP, at most 10 MB."))
    drawn: pictures.Drawn | pictures.PictureRefused | None = None

    class Meta:
        model = Picture
        fields = ("file", "alt")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = True

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if isinstance(self.drawn, pictures.Drawn) and "alt" in cleaned:
            try:
                refuse_other_words(self.drawn, cleaned["alt"])
            except pictures.PictureRefused as refused:
                self.add_error("alt", str(refused))
        return cleaned

    def clean_file(self) -> Any:
        """Return the file as sent; ``drawn`` holds the picture that will be stored."""
        if isinstance(self.drawn, pictures.PictureRefused):
            raise ValidationError(str(self.drawn)) from self.drawn
        return self.cleaned_data["file"]


class VerbForm(forms.Form):
    """What every verb is told: the revision that the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        take_whole(self)

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {k: plain(v) if isinstance(v, str) else v for k, v in cleaned.items()}


class RestoreForm(VerbForm):
    """The earlier state that the working copy is to say again."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_147_483_647)


class ChangesForm(VerbForm):
    """A reviewer's request. It is typed in the box of ``ApproveForm``, and has to say something."""

    comment = forms.CharField(
        max_length=4_000,
        error_messages={"required": _("Say what should change: the author reads it.")},
    )


class ApproveForm(VerbForm):
    """A reviewer's approval of the text and of their own facts that the hashes name."""

    content_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    signature_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    comment = forms.CharField(
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        required=False,
        help_text=_(
            "Needed to request changes: the author reads it. With an approval it stays in the "
            "history. Readers do not see it."
        ),
    )


class ScheduleForm(VerbForm):
    """A publication at a time to come."""

    live_from = forms.DateTimeField(
        label=_("Show to readers from"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["live_from"].help_text = _("The clinic's time: %(zone)s") % {
            "zone": timezone.get_current_timezone_name().replace("_", " ")
        }

    def clean_live_from(self) -> datetime:
        """Return the moment; years beyond four digits upset databases."""
        moment: datetime = self.cleaned_data["live_from"]
        if moment.year > timezone.now().year + 5:
            raise ValidationError(_("Choose a time within the next five years."))
        return moment


class WithdrawForm(VerbForm):
    """A withdrawal."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
        help_text=_(
            "It stays in the article's history. Readers are told only that the page is gone."
        ),
    )
