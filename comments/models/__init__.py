"""Models of the comments app."""

from comments.models.address import ThreadMute, WriterAddress
from comments.models.answer_template import AnswerTemplate
from comments.models.appeal import Appeal, AppealState
from comments.models.claim import Claim
from comments.models.comment import Comment, Status
from comments.models.decision import Decision, Reason
from comments.models.erasure import Erasure
from comments.models.phrase import Phrase, PhraseList
from comments.models.redaction import Redaction
from comments.models.report import ReplyReport, ReportOutcome
from comments.models.retention import RetentionRun
from comments.models.thread import Closing, Thread, ThreadState
from comments.models.worksheet import Outcome, Seriousness, SideEffectWorksheet

__all__ = [
    "AnswerTemplate",
    "Appeal",
    "AppealState",
    "Claim",
    "Closing",
    "Comment",
    "Decision",
    "Erasure",
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
    "ThreadMute",
    "ThreadState",
    "WriterAddress",
]
