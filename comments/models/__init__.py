"""Models of the comments app."""

from comments.models.answer_template import AnswerTemplate
from comments.models.claim import Claim
from comments.models.comment import Comment, Status
from comments.models.decision import Decision, Reason
from comments.models.phrase import Phrase, PhraseList
from comments.models.redaction import Redaction
from comments.models.report import ReplyReport, ReportOutcome
from comments.models.retention import RetentionRun
from comments.models.thread import Closing, Thread, ThreadState
from comments.models.worksheet import Outcome, Seriousness, SideEffectWorksheet

__all__ = [
    "AnswerTemplate",
    "Claim",
    "Closing",
    "Comment",
    "Decision",
    "Outcome",
    "Phrase",
    "PhraseList",
    "Reason",
    "Redaction",
    "ReplyReport",
    "ReportOutcome",
    "RetentionRun",
    "Seriousness",
    "SideEffectWorksheet",
    "Status",
    "Thread",
    "ThreadState",
]
