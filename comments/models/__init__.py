"""Models of the comments app."""

from comments.models.answer_template import AnswerTemplate
from comments.models.comment import Comment, Status
from comments.models.decision import Decision, Reason
from comments.models.phrase import Phrase, PhraseList
from comments.models.report import ReplyReport, ReportOutcome
from comments.models.thread import Closing, Thread, ThreadState
from comments.models.worksheet import Outcome, Seriousness, SideEffectWorksheet

__all__ = [
    "AnswerTemplate",
    "Closing",
    "Comment",
    "Decision",
    "Outcome",
    "Phrase",
    "PhraseList",
    "Reason",
    "ReplyReport",
    "ReportOutcome",
    "Seriousness",
    "SideEffectWorksheet",
    "Status",
    "Thread",
    "ThreadState",
]
