"""Make the groups of ``clinic_cms/clinic/roles.py``."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from typing_extensions import override

from clinic_cms.clinic.roles import sync_roles


class Command(BaseCommand):
    help = "Make the role groups and give each exactly its permissions. Safe to run again."

    @override
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for role, count in sync_roles().items():
            self.stdout.write(f"{role}: {count} permissions")
