"""Texts that physicians may answer with: written by one person, approved by another."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords
from typing_extensions import override

from comments import answer_guard
from comments.models.comment import LONGEST_TEXT


class AnswerTemplateQuerySet(models.QuerySet["AnswerTemplate"]):
    """Which templates?"""

    def offered(self) -> "AnswerTemplateQuerySet":
        """Return the templates that physicians are offered, by title."""
        return self.filter(active=True, approved_by__isnull=False).order_by("title")


class AnswerTemplate(models.Model):
    """One text. ``comments.answer_templates`` alone writes who wrote it and who approved it."""

    title = models.CharField(max_length=120, unique=True, help_text="What it is for.")
    text = models.TextField(
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        help_text=(
            "Everyone can read it. Nothing in it may say that the writer is a patient: "
            "no “your visit”, no “your injection”."
        ),
    )
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    objects = AnswerTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "answer text"
        verbose_name_plural = "answer texts"
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(
                name="answer_template_approval_is_whole",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                violation_error_message="An approval has a person and a time.",
            ),
            models.CheckConstraint(
                name="answer_template_approved_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("edited_by")),
                violation_error_message="Another person has to approve what you wrote.",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title

    @override
    def clean(self) -> None:
        """Refuse a text that would confirm that somebody is a patient."""
        found = answer_guard.find(self.text)
        if found:
            words = ", ".join(f"“{self.text[place.start : place.end]}”" for place in found)
            raise ValidationError(
                {"text": f"Would confirm that the writer is a patient: {words}. Write of people."}
            )
