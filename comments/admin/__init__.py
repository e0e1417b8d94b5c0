"""Moderators' and physicians' screens."""

from comments.admin.answer_templates import AnswerTemplateAdmin
from comments.admin.phrases import PhraseAdmin
from comments.admin.replies import ReplyAdmin
from comments.admin.reports import ReplyReportAdmin
from comments.admin.retention import RetentionRunAdmin

__all__ = [
    "AnswerTemplateAdmin",
    "PhraseAdmin",
    "ReplyAdmin",
    "ReplyReportAdmin",
    "RetentionRunAdmin",
]
