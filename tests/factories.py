"""Rows for tests. Catalogue records by factory_boy; articles and people by plain functions."""

from datetime import date
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.text import slugify

from articles import feedback, publishing
from articles.models import (
    Article,
    ArticleReference,
    Condition,
    Disclaimer,
    DisclaimerVersion,
    Edition,
    ErrorReport,
    PageVote,
    Physician,
    Reference,
    RegulatorWarning,
    SideEffect,
    Treatment,
    TreatmentOutcome,
    TreatmentSideEffect,
)
from articles.models.disclaimer import DisclaimerScope
from clinic_cms.clinic.models import User
from comments.models import Comment

PASSWORD = "correct horse battery staple"

BODY = """<h2>What it is</h2>
<p>A doctor puts medicine near the sore nerve. It may calm the pain for a while [1].</p>
<h2>What to expect</h2>
<p>You lie on your side. It takes a few minutes. You can go home on the same day.</p>
<ul><li>Ask somebody to drive you.</li><li>Rest on that day.</li></ul>"""


class ConditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Condition

    name = factory.Sequence(lambda n: f"Condition {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.name))
    summary = "Pain in the lower back."


class TreatmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Treatment

    name = factory.Sequence(lambda n: f"Treatment {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.name))
    kind = "injection"
    summary = "Medicine near a nerve."
    alternatives = "Exercise\nWaiting"


class SideEffectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SideEffect

    name = factory.Sequence(lambda n: f"Side effect {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.name))


class ReferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reference

    authors = factory.Sequence(lambda n: f"Writer {n}, and others")
    title = factory.Sequence(lambda n: f"A study of backs, part {n}")
    publication = "Journal of Backs"
    year = 2014
    doi = factory.Sequence(lambda n: f"10.1000/backs.{n}")


class FrequencyFactory(factory.django.DjangoModelFactory):
    """A side effect of a treatment, with figures: 11 of 100."""

    class Meta:
        model = TreatmentSideEffect

    treatment = factory.SubFactory(TreatmentFactory)
    side_effect = factory.SubFactory(SideEffectFactory)
    affected = 11
    out_of = 100
    population = "Adults, two weeks after one injection"
    source = factory.SubFactory(ReferenceFactory)
    severity = 1
    what_to_do = "self_care"


class OutcomeFactory(factory.django.DjangoModelFactory):
    """An outcome of a treatment: 50 of 100 with it, 38 of 100 without."""

    class Meta:
        model = TreatmentOutcome

    treatment = factory.SubFactory(TreatmentFactory)
    nature = "benefit"
    name = factory.Sequence(lambda n: f"Less pain {n}")
    with_affected = 50
    with_out_of = 100
    without_affected = 38
    without_out_of = 100
    compared_with = "a placebo"
    period = "After 7 days"
    population = "Adults with new back pain"
    source = factory.SubFactory(ReferenceFactory)


class RegulatorWarningFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RegulatorWarning

    treatment = factory.SubFactory(TreatmentFactory)
    regulator = "FDA"
    issued_on = date(2014, 4, 23)
    text = "Rare but serious harm to nerves was reported."


class DisclaimerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Disclaimer

    title = factory.Sequence(lambda n: f"Disclaimer {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.title))


class PhysicianFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Physician

    name = factory.Sequence(lambda n: f"Physician {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.name))
    credentials = "M.D."
    specialty = "Pain medicine"
    bio = "Has treated backs for twenty years."


def person(username: str, *roles: str, physician: str = "") -> User:
    """Make an account with roles, and the physician whose account it is. The password is PASSWORD."""
    first, _, last = (physician or username.replace("_", " ").title()).partition(" ")
    user = User.objects.create_user(
        username, f"{username}@clinic.example", PASSWORD,
        first_name=first, last_name=last, is_staff=bool(roles),
    )  # fmt: skip
    user.groups.set(Group.objects.filter(name__in=roles))
    if physician:
        PhysicianFactory(name=physician, user=user)
    return user


def disclaimer_for_every_page(by: User) -> Disclaimer:
    """Return the disclaimer that every guide carries; its first version is in force."""
    found: Disclaimer | None = Disclaimer.objects.filter(slug="general").first()
    if found is None:
        found = DisclaimerFactory(title="General", slug="general", scope=DisclaimerScope.EVERY_PAGE)
        disclaimer_version(found, by, text="This page does not replace your doctor.")
    return found


def disclaimer_version(
    disclaimer: Disclaimer,
    by: User,
    *,
    text: str = "Ask your doctor.",
    from_day: date | None = None,
) -> DisclaimerVersion:
    """Add the next version of a disclaimer, in force since 2020 unless a day is given."""
    return DisclaimerVersion.objects.create(
        disclaimer=disclaimer,
        number=disclaimer.versions.count() + 1,
        text=text,
        in_force_from=from_day or date(2020, 1, 1),
        created_by=by,
    )


def article(author: User, **fields: Any) -> Article:
    """Make a bare draft, with the first line of its history. It would not pass preflight as a guide."""
    title = fields.pop("title", "Injections for back pain")
    made = Article.objects.create(
        title=title,
        slug=fields.pop("slug", slugify(title)),
        summary=fields.pop("summary", "What a back injection does, and what it does not."),
        body=fields.pop("body", BODY),
        author=fields.pop("physician", None) or author.physician,
        created_by=author,
        edited_by=author,
        **fields,
    )
    publishing.created(article=made, by=author)
    return made


def cite(article: Article, *references: Reference) -> None:
    """Append sources to an article's list."""
    start = article.citations.count() + 1
    for position, reference in enumerate(references, start=start):
        ArticleReference.objects.create(article=article, reference=reference, position=position)


def guide(author: User, **fields: Any) -> Article:
    """Make a draft that could go to review: one treatment, two side effects, all that it needs."""
    disclaimer_for_every_page(author)
    made = article(
        author,
        **{
            "help_emergency": "cannot move your legs\ncannot hold your water",
            "help_urgent": "have a fever",
            "help_non_urgent": "have a question",
            "questions": "How often have you done this?\nWhat else could I try?",
            **fields,
        },
    )
    source = ReferenceFactory()
    cite(made, source)
    name = f"Epidural steroid injection {made.pk}"
    treatment = TreatmentFactory(
        name=name, also_called="ESI, back shot", repeat_max=3, repeat_months=12
    )
    FrequencyFactory(treatment=treatment, source=source, side_effect__name=f"Headache {made.pk}")
    FrequencyFactory(
        treatment=treatment, source=source, affected=1, out_of=2_000,
        side_effect__name=f"Infection {made.pk}", side_effect__clinical_name="Epidural abscess",
        severity=4, serious=True, serious_reason="hospital_stay", what_to_do="emergency",
    )  # fmt: skip
    made.treatments.add(treatment)
    wider = ConditionFactory(name=f"Back pain {made.pk}")
    made.conditions.add(ConditionFactory(name=f"Slipped disc {made.pk}", parent=wider))
    return made


def policy(author: User, **fields: Any) -> Article:
    """Make a draft of a policy page that could go to review."""
    return article(
        author,
        **{
            "kind": "policy",
            "title": "How we write",
            "summary": "Who writes and who checks.",
            "body": "<p>Two physicians read each page before you do.</p>",
            **fields,
        },
    )


def pending_comment(edition: Edition, **fields: Any) -> Comment:
    """Make a reader's reply that nobody has decided on."""
    parent = fields.get("parent")
    if parent is not None:
        fields |= {"root": parent.root or parent, "depth": parent.depth + 1}
    return Comment.objects.create(
        article=edition.article,
        edition=edition,
        **{
            "name": "Pat",
            "email": "pat@reader.example",
            "text": "It helped me for three months.",
            "consent_version": "2030-01",
            "consent_at": timezone.now(),
            **fields,
        },
    )


def page_vote(edition: Edition, *, useful: bool = True, words: str = "") -> PageVote:
    """Make a reader's answer to "Was this page useful?", by the real verb."""
    return feedback.vote(
        article=edition.article,
        token=feedback.make_token(edition),
        useful=useful,
        words=words,
        address="",
    )


def error_report(edition: Edition, **said: str) -> ErrorReport:
    """Make a reader's report of an error, by the real verb."""
    told = {
        "passage": "It takes a few minutes.",
        "wrong": "It took ten minutes.",
        "email": "",
        **said,
    }
    return feedback.report_error(
        article=edition.article, token=feedback.make_token(edition), address="", **told
    )
