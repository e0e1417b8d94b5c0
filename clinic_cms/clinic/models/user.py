"""The staff account. Readers have none."""

from django.contrib.auth.models import AbstractUser
from typing_extensions import override


class User(AbstractUser):
    """A person who works for the clinic and signs in."""

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"

    @override
    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
