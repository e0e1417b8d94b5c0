"""The clinic, its accounts and physicians."""

from django.contrib.auth.models import Group

from articles.models import Physician
from clinic_cms.clinic.models import ClinicProfile, User
from clinic_cms.clinic.roles import sync_roles
from clinic_cms.demo.clinic import CLINIC
from clinic_cms.demo.people import ACCOUNTS, PHYSICIANS


def seed(password: str) -> int:
    """Make the profile, the roles, the accounts and the physicians. Return how many people."""
    ClinicProfile(**CLINIC).save()
    sync_roles()
    for row in ACCOUNTS:
        user = User.objects.create_user(
            row["username"],
            row["email"],
            password if row["shown"] else None,
            first_name=row["first_name"],
            last_name=row["last_name"],
            is_staff=True,
        )
        user.groups.set(Group.objects.filter(name__in=[role.title() for role in row["roles"]]))
    for person in PHYSICIANS:
        fields = {name: value for name, value in person.items() if name != "username"}
        account = User.objects.filter(username=person["username"]).first()
        record = Physician(**fields, user=account)
        record.full_clean()
        record.save()
    return len(ACCOUNTS)
