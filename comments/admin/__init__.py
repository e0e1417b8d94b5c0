"""Moderators' and physicians' screens."""

from comments.admin.phrases import PhraseAdmin
from comments.admin.replies import ReplyAdmin

__all__ = ["PhraseAdmin", "ReplyAdmin"]
