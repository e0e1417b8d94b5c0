"""Moderators' and physicians' screens."""

from comments.admin.replies import ReplyAdmin

__all__ = ["ReplyAdmin"]
