"""The demo replies, in every status. A parent stands before its answers."""

from clinic_cms.demo.replies.on_injections import ON_INJECTIONS
from clinic_cms.demo.replies.on_other_guides import ON_OTHER_GUIDES
from clinic_cms.demo.shapes import ReplyData

REPLIES: list[ReplyData] = [*ON_INJECTIONS, *ON_OTHER_GUIDES]
