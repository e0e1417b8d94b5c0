"""Readers' forms draw their controls without Django's templates, and exactly as these do."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from articles.controls import DRAWN, ControlRenderer
from articles.feedback_forms import ReportForm, UsefulForm
from comments.forms import ReplyForm
from comments.report_form import ReplyReportForm
from comments.writer_forms import AppealForm

pytestmark = pytest.mark.once

HOSTILE = """"'><script>alert(1)</script>&amp; {{ x }} {% y %}\n\n é“😀"""
VALUES = [
    None, "", "a", HOSTILE, f"\n{HOSTILE}", 0, 1_000, 1.5, True, False, ["a"], ("a", "b"),
    gettext_lazy("Yes"), mark_safe("<b>"),
]  # fmt: skip
ATTRS = [
    {},
    {"id": "x", "required": True, "disabled": False, "rows": 6, "max": 1_000, "title": None},
    {"aria-describedby": "a b", "aria-invalid": "true", HOSTILE: HOSTILE},
    {"placeholder": gettext_lazy("Yes"), "data-safe": mark_safe("<b>")},
]
WIDGETS = [
    forms.TextInput, forms.EmailInput, forms.HiddenInput, forms.CheckboxInput, forms.Textarea,
]  # fmt: skip


@pytest.mark.parametrize("attrs", ATTRS)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("widget", WIDGETS)
def test_a_control_is_drawn_as_django_draws_it(widget, value, attrs) -> None:
    assert widget.template_name in DRAWN
    wanted = widget().render(HOSTILE, value, attrs, DjangoTemplates())
    assert widget().render(HOSTILE, value, attrs, ControlRenderer()) == wanted


@pytest.mark.parametrize("kind", [ReplyForm, ReplyReportForm, ReportForm, UsefulForm])
def test_forms_come_back_as_django_draws_them(db, kind) -> None:
    """Errors, what was typed, ids and descriptions included."""
    fields = kind.base_fields
    for data in (None, {}, dict.fromkeys(fields, HOSTILE), dict.fromkeys(fields, "x" * 9_000)):
        ours, theirs = (kind(data, renderer=each()) for each in (ControlRenderer, DjangoTemplates))
        assert ours.as_div() == theirs.as_div()
        assert isinstance(kind(data).renderer, ControlRenderer)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (ReplyForm, "text"), (ReplyReportForm, "words"), (AppealForm, "text"),
        (ReportForm, "passage"), (ReportForm, "wrong"), (UsefulForm, "words"),
    ],
)  # fmt: skip
def test_no_browser_cuts_what_is_pasted(form, name) -> None:
    field = form.base_fields[name]
    assert "maxlength" not in str(form()[name])
    if form is not UsefulForm:  # the small box on each guide says it in its answer only
        assert f"Up to {field.max_length:,} characters." in field.help_text
    said = form({name: "x" * (field.max_length + 1)}).errors[name]
    assert f"Yours has {field.max_length + 1}." in said[0]
