"""Fill an empty database with the demo clinic."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from typing_extensions import override

from articles.models import Article, Physician
from clinic_cms.clinic.models import User
from clinic_cms.demo.articles import GUIDES
from clinic_cms.demo.policies import POLICIES
from clinic_cms.demo.replies import REPLIES
from clinic_cms.seeding import catalogue, feedback, pages, people, replies
from clinic_cms.seeding.clock import Calendar, at
from comments import retention

CATALOGUE_DAYS_AGO = 420


class Command(BaseCommand):
    help = "Fill an empty database with the demo clinic. Run again, it changes nothing."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", required=True, help="for the five demo accounts")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        if Article.objects.filter(slug=GUIDES[0]["slug"]).exists():
            self.stdout.write("The demo is there already: nothing was changed.")
            return
        if User.objects.exists() or Article.objects.exists() or Physician.objects.exists():
            raise CommandError(
                "This database holds other content, so the demo was not put into it. "
                "Set DATABASE_URL or DATA_DIR to an empty one."
            )
        # All or nothing: a demo that stopped half-way would look like foreign content next time.
        with transaction.atomic():
            self._seed(str(options["password"]))

    def _seed(self, password: str) -> None:
        calendar = Calendar()
        with at(calendar.ago(CATALOGUE_DAYS_AGO)):
            self.stdout.write(f"{people.seed(password)} people")
            references = catalogue.seed(calendar.start.date())
            self.stdout.write(f"{len(references)} references, the catalogue and the disclaimers")
        rows = [*POLICIES, *GUIDES]
        for number, row in enumerate(rows, start=1):
            pages.seed_page(row, references, calendar)
            self.stdout.write(f"page {number} of {len(rows)}: {row['title']} ({row['state']})")
        self.stdout.write(f"{replies.seed(calendar)} of {len(REPLIES)} replies")
        self.stdout.write(f"{replies.seed_answer_templates()} texts to answer with")
        self.stdout.write(f"{feedback.seed(calendar)} answers and reports of readers")
        emptied = sum(retention.purge().values())
        self.stdout.write(f"{emptied} things past their time emptied")
