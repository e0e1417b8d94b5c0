"""What can go wrong with a reply, in words that can be shown to the person who tried."""

from http import HTTPStatus


class ReplyError(Exception):
    """What happened and what to do."""


class NotAllowed(ReplyError):
    """The person may not do this."""


class NotAllowedFrom(ReplyError):
    """The reply is not in a state from which this can be done."""


class ChangedMeanwhile(ReplyError):
    """Somebody else was quicker."""


class Incomplete(ReplyError):
    """Something must be filled in first."""


class Refused(ReplyError):
    """A reader's reply that is not taken. ``status`` is what the answer over HTTP carries."""

    status = HTTPStatus.FORBIDDEN
