"""Models of the comments app."""

from comments.models.comment import Comment, Status
from comments.models.decision import Decision, Reason
from comments.models.thread import Thread, ThreadState

__all__ = ["Comment", "Decision", "Reason", "Status", "Thread", "ThreadState"]
