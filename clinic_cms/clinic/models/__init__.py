"""Models of the clinic itself."""

from clinic_cms.clinic.models.generation import SiteGeneration
from clinic_cms.clinic.models.outbox import MailState, OutgoingMail
from clinic_cms.clinic.models.profile import ClinicProfile
from clinic_cms.clinic.models.staff_act import Act, StaffAct
from clinic_cms.clinic.models.throttle import Attempt
from clinic_cms.clinic.models.user import User

__all__ = [
    "Act",
    "Attempt",
    "ClinicProfile",
    "MailState",
    "OutgoingMail",
    "SiteGeneration",
    "StaffAct",
    "User",
]
