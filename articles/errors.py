"""What can go wrong on the way of an article, in words for the person who tried."""


class PublishingError(Exception):
    """What went wrong and what to do."""


class NotAllowed(PublishingError):
    """The person may not do this."""


class NotAllowedFrom(PublishingError):
    """The article is not in a state from which this can be done."""


class ChangedMeanwhile(PublishingError):
    """Somebody else was quicker, or the text is not the one that was read."""


class NotReady(PublishingError):
    """Something must be mended first."""
