"""The staff account. Readers have none."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class User(AbstractUser):
    """A person who works for the clinic and signs in."""

    digest_mail = models.BooleanField(
        _("daily mail"),
        default=True,
        help_text=_("For moderators: how many replies wait, once a day."),
    )
    urgent_mail = models.BooleanField(
        _("mail about urgent replies"),
        default=True,
        help_text=_("For moderators: at once, for each reply that sounds like an emergency."),
    )

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"

    @override
    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
