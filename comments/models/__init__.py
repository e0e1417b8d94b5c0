"""Models of the comments app."""

from comments.models.comment import Comment, Status
from comments.models.decision import Decision, Reason
from comments.models.phrase import Phrase, PhraseList
from comments.models.thread import Thread, ThreadState
from comments.models.worksheet import Outcome, Seriousness, SideEffectWorksheet

__all__ = [
    "Comment",
    "Decision",
    "Outcome",
    "Phrase",
    "PhraseList",
    "Reason",
    "Seriousness",
    "SideEffectWorksheet",
    "Status",
    "Thread",
    "ThreadState",
]
