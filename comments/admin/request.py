"""What the screens here are asked with."""

from django.http import HttpRequest

from clinic_cms.clinic.models import User


class StaffRequest(HttpRequest):
    """A request of somebody who is signed in: ``admin_view`` lets nobody else through."""

    user: User
