"""Models of the comments app."""

from comments.models.comment import Comment, Status
from comments.models.decision import Decision, Reason
from comments.models.thread import Thread, ThreadState
from comments.models.throttle import Attempt

__all__ = ["Attempt", "Comment", "Decision", "Reason", "Status", "Thread", "ThreadState"]
