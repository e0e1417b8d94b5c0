"""Which addresses are the staff's, told to whoever asks it of a reader's request."""

from django.urls import get_resolver, get_script_prefix


def is_one(path: str) -> bool:
    """Say whether a path lies below the admin's address.

    ``reverse("admin:index")`` would import every screen of the staff for it (``admin_site.Screens``).
    """
    _, screens = get_resolver().namespace_dict["admin"]
    return path.startswith(f"{get_script_prefix()}{screens.pattern}")
