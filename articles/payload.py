"""The shape of what an edition freezes. Plain JSON: text, whole numbers, lists; dates as YYYY-MM-DD.

Templates read these names, so a change here needs a look at ``templates/articles/edition_body.html``.
All text is plain text, except ``body``, which is HTML cleaned by ``articles.markup``.
"""

from typing import NotRequired, TypedDict


class PictureFacts(TypedDict):
    """A picture as it stood."""

    url: str
    width: int
    height: int
    alt: str


class PhysicianFacts(TypedDict):
    """A physician as they stood."""

    slug: str
    name: str
    display_name: str
    credentials: str
    specialty: str
    bio: str
    conflicts: str
    booking_url: str
    photo: PictureFacts | None


class Link(TypedDict):
    """The name and the address part of another page."""

    slug: str
    name: str


class ConditionFacts(TypedDict):
    """A condition as it stood; ``parents`` widest first."""

    slug: str
    name: str
    also_called: str
    summary: str
    parents: list[Link]


class SideEffectFacts(TypedDict):
    """One side effect of one treatment. Numbers are None where they are not known."""

    slug: str
    name: str
    clinical_name: str
    also_called: NotRequired[str]  # absent where there is no other name, and in older editions
    description: str
    affected: int | None
    out_of: int | None
    population: str
    source: int | None  # the number of the reference on this page
    band: str
    band_label: str
    severity: int
    severity_label: str
    serious: bool
    serious_reason: str
    onset: str
    duration: str
    reversible: bool | None
    at_risk: str
    what_to_do: str  # self_care, tell_clinic, urgent, emergency
    what_to_do_label: str
    advice: str
    per_page: int | None  # people affected out of the page's denominator
    spared: int | None  # the denominator less per_page
    headline: str  # "11 out of 100", "up to 1 in 10", "Not known"
    sentence: str  # the whole sentence, both framings
    icon_array: bool  # drawn only at 1 % and above


class OutcomeFacts(TypedDict):
    """One outcome of one study, with the treatment and without it, on the page's denominator."""

    name: str  # what happened, in plain words
    nature: str  # benefit, harm
    nature_label: str
    with_affected: int
    with_out_of: int
    without_affected: int
    without_out_of: int
    compared_with: str
    period: str
    population: str
    source: int | None  # the number of the reference on this page
    certainty: str
    certainty_label: str  # empty where it is not stated
    may_be_chance: bool
    with_per_page: int  # people out of the page's denominator
    without_per_page: int
    with_headline: str  # "13 out of 100"
    without_headline: str
    with_icon_array: bool  # drawn only at 1 % and above
    without_icon_array: bool
    difference: str  # "9 more out of 100"
    sentence: str  # both groups, both framings


class WarningFacts(TypedDict):
    """A regulator's warning."""

    regulator: str
    issued_on: str
    text: str
    url: str


class TreatmentFacts(TypedDict):
    """A treatment as it stood. ``side_effects``: serious first, then by falling frequency."""

    slug: str
    name: str
    kind: str
    kind_label: str
    also_called: str
    summary: str
    how_it_works: str
    how_it_is_given: str
    guidance: str
    done_by: str
    where_done: str
    takes: str
    who_it_is_for: list[str]
    who_should_not: list[str]
    tell_first: list[str]
    benefits: str
    preparation: str
    afterwards: str
    onset: str
    lasts: str
    repeat_limit: str
    alternatives: list[str]
    doing_nothing: str
    licence_status: str
    licence_label: str
    licence_note: str
    example_medicines: str
    atc_code: str
    regulator_warnings: list[WarningFacts]
    conditions: list[Link]
    side_effects: list[SideEffectFacts]
    # Absent where there is none, so that the hash of a page without outcomes is what it was before.
    outcomes: NotRequired[list[OutcomeFacts]]


class DisclaimerFacts(TypedDict):
    """The version of a disclaimer that was in force."""

    slug: str
    title: str
    kind: str
    number: int
    text: str
    in_force_from: str


class ReferenceFacts(TypedDict):
    """A source with its number on the page. ``anchor`` names it in the text."""

    number: int
    authors: str
    title: str
    publication: str
    year: int
    href: str
    accessed_on: str


class Heading(TypedDict):
    """A line of the contents list."""

    id: str
    title: str
    level: int


class HelpFacts(TypedDict):
    """When to get help, one line an item, by level."""

    emergency: list[str]
    urgent: list[str]
    non_urgent: list[str]


class RelatedFacts(TypedDict):
    """The overview that a page belongs to, and its research link."""

    overview: Link | None
    research_label: str
    research_url: str


class ClinicFacts(TypedDict):
    """What a page says of the clinic."""

    name: str
    phone: str
    emergency_number: str
    crisis_number: str
    copyright_holder: str
    reporting_text: str


class Content(TypedDict):
    """All that a reviewer reads and approves. Its hash is the content hash."""

    kind: str  # guide, policy
    slug: str
    title: str
    summary: str
    body: str
    contents: list[Heading]  # the headings of level 2 in body
    author: PhysicianFacts
    conditions: list[ConditionFacts]
    treatments: list[TreatmentFacts]
    denominator: int
    help: HelpFacts
    questions: list[str]
    disclaimers: list[DisclaimerFacts]
    references: list[ReferenceFacts]
    related: RelatedFacts
    pictures: list[str]
    clinic: ClinicFacts
    change_note: NotRequired[
        str
    ]  # absent where there is none, and in editions whose note nobody reviewed


class Byline(TypedDict):
    """What publication adds: who reviewed, when, and which edition this is.

    ``reviewer`` is None where the clinic has switched independent review off.
    """

    number: int
    reviewer: PhysicianFacts | None
    independent: bool
    last_reviewed: str
    next_review_due: str
    published_on: str
    first_published_on: str
    change_note: str  # shown as a dated correction when not empty; a first edition has none
    corrections: list[dict[str, str]]  # earlier ones: date, text, approved_by
    reading_minutes: int
