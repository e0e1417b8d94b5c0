"""What a reader agrees to before a reply is published. A new wording gets a new version."""

from django.utils.translation import gettext_lazy as _

VERSION = "2026-1"
WORDING = _(
    "I agree that this clinic publishes my reply with the name above, also where it says "
    "something about my health. I can ask for its removal at any time."
)
