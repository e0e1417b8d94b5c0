"""`manage.py doctor`: what is wrong with this installation, and how to mend it."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from clinic_cms.doctor import examine
from clinic_cms.doctor.finding import Finding, Level


class Command(BaseCommand):
    help = (
        "Examine settings, database, disk, clock, cache, mail server, worker, editions, backups and "
        "profile, and say what to do. Ends with 1 when something is broken."
    )
    requires_system_checks = ()  # they are among what is examined

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="prove every edition, not a sample")
        parser.add_argument("--json", action="store_true", help="for machines")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        found: list[Finding] = []
        for finding in examine(full=options["full"]):
            found.append(finding)
            if not options["json"]:
                self._tell(finding)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in found], indent=1))
        broken = sum(finding.level == Level.BROKEN for finding in found)
        if broken:
            raise CommandError(
                "One thing is broken." if broken == 1 else f"{broken} things are broken."
            )

    def _tell(self, finding: Finding) -> None:
        style = {
            Level.OK: self.style.SUCCESS, Level.BROKEN: self.style.ERROR,
            Level.WARNING: self.style.WARNING, Level.UNKNOWN: self.style.WARNING,
        }[finding.level]  # fmt: skip
        self.stdout.write(style(f"{finding.level:<8}") + f"{finding.part}: {finding.what}")
        if finding.do:
            self.stdout.write(f"{'':<8}-> {finding.do}")
