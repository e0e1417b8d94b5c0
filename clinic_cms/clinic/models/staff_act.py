"""What members of staff did, one line an act. Written once, kept for good."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from clinic_cms.clinic.models.immutable import Immutable


class Act(models.TextChoices):
    """What a member of staff can do that is put on record."""

    SIGNED_IN = "signed_in", _("Signed in")
    SIGNED_OUT = "signed_out", _("Signed out")
    REFUSED = "sign_in_refused", _("Sign-in refused")
    PASSWORD = "password_changed", _("Password changed")
    FACTOR_ADDED = "factor_added", _("Second factor set up")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    CODES_MADE = "codes_made", _("Recovery codes made anew")
    ROLES = "roles_changed", _("Roles changed")
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    MOVED = "moved", _("Moved on its way to readers")
    DECIDED = "decided", _("Decided on")
    THREAD = "thread_changed", _("Replies opened, closed or hidden")
    REDACTED = "redacted", _("Words taken out")
    RESTORED = "restored", _("Words put back")
    TOLD = "physician_told", _("Told the duty physician")


class StaffAct(Immutable):
    """One act. ``clinic_cms.clinic.audit`` writes it; nobody else does.

    It names its object by kind and key. No title and no words of the object stand here: who may read this
    list may read neither drafts nor replies.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("who"),
        help_text=_("Nobody, where a sign-in was refused: it may have been anybody."),
    )
    act = models.CharField(_("act"), max_length=20, choices=Act)
    kind = models.CharField(max_length=100, help_text=_("The model, as app.model."))
    key = models.CharField(max_length=40)
    note = models.CharField(_("what of it"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("act of the staff")
        verbose_name_plural = _("acts of the staff")
        ordering = ("-pk",)
        indexes = [models.Index(fields=("kind", "key"), name="staff_act_object")]
        constraints = [
            models.CheckConstraint(
                name="staff_act_known",
                condition=Q(act__in=Act.values),
                violation_error_message=_("This is not an act that is put on record."),
            ),
            models.CheckConstraint(
                name="staff_act_has_an_actor",
                condition=Q(by__isnull=False) | Q(act=Act.REFUSED),
                violation_error_message=_("Say who did it."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.kind} {self.key}"
