"""Puts sign-ins, passwords and second factors on record, as the packages that handle them report them."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic_cms.clinic.audit import name_codes, record
from clinic_cms.clinic.models import Act, User


class Factor(models.TextChoices):
    """What the package's names for second factors are called in the record of acts."""

    TOTP = Authenticator.Type.TOTP.value, _("authenticator app")
    RECOVERY_CODES = Authenticator.Type.RECOVERY_CODES.value, _("recovery codes")


def connect() -> None:
    """Listen, from now on."""
    name_codes(User._meta.label_lower, Factor)
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_refused)
    for changed in (password_changed, password_set, password_reset):
        changed.connect(_password)
    authentication_failed.connect(_wrong_code)
    authenticator_added.connect(_factor_added)
    authenticator_removed.connect(_factor_removed)
    authenticator_reset.connect(_factor_reset)


def _signed_in(user: User, **kwargs: Any) -> None:
    record(Act.SIGNED_IN, user, by=user)


def _signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:  # who was signed in no more
        record(Act.SIGNED_OUT, user, by=user)


def _refused(credentials: dict[str, Any], **kwargs: Any) -> None:
    # What was typed for a name is not kept: people type their password there.
    # Read without regard to case, as allauth does when it signs people in.
    name = str(credentials.get("username", ""))[:150]
    account = User.objects.filter(username__iexact=name).first()
    if account is not None:
        record(Act.REFUSED, account, by=None)


def _password(user: User, **kwargs: Any) -> None:
    record(Act.PASSWORD, user, by=user)


def _wrong_code(user: User, **kwargs: Any) -> None:
    record(Act.REFUSED, user, by=None, note="second factor")


def _factor_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record(Act.FACTOR_ADDED, user, by=user, note=authenticator.type)


def _factor_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record(Act.FACTOR_REMOVED, user, by=user, note=authenticator.type)


def _factor_reset(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record(Act.CODES_MADE, user, by=user, note=authenticator.type)
