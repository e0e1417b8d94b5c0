"""The shapes of the demo rows. Keys are model fields; what is not required is left to the model."""

from typing import Literal, NotRequired, TypedDict

Role = Literal["author", "reviewer", "publisher", "moderator", "administrator"]
State = Literal[
    "published", "draft", "in_review", "changes_requested", "approved", "scheduled", "withdrawn"
]
ReplyStatus = Literal["approved", "pending", "rejected", "spam", "removed"]
Reason = Literal[
    "",
    "off_topic",
    "personal_data",
    "medical_advice",
    "abuse",
    "advertising",
    "unsafe",
    "duplicate",
    "other",
]


class ClinicData(TypedDict):
    """Fields of ClinicProfile."""

    name: str
    tagline: str
    phone: str
    website_help_line: str
    emergency_number: str
    crisis_number: str
    booking_url: str
    find_physician_url: str
    copyright_holder: str
    address: str
    reporting_text: str
    review_cycle_months: int


class AccountData(TypedDict):
    """A staff account. ``shown`` ones get the demo's password; the rest cannot sign in."""

    username: str
    first_name: str
    last_name: str
    email: str
    roles: list[Role]
    shown: bool


class PhysicianData(TypedDict):
    """Fields of Physician; ``username`` is the linked account or empty."""

    name: str
    slug: str
    credentials: str
    specialty: str
    bio: str
    conflicts: str
    booking_url: str
    username: str


class ReferenceData(TypedDict):
    """Fields of Reference; ``accessed_on`` is YYYY-MM-DD."""

    authors: str
    title: str
    publication: str
    year: int
    doi: NotRequired[str]
    pmid: NotRequired[str]
    url: NotRequired[str]
    accessed_on: str


class ConditionData(TypedDict):
    """Fields of Condition; ``parent`` is a slug or None."""

    name: str
    slug: str
    also_called: str
    parent: str | None
    summary: str
    icd10_code: str


class TreatmentData(TypedDict):
    """Fields of Treatment; ``conditions`` are slugs."""

    name: str
    slug: str
    also_called: str
    kind: Literal["injection", "medicine", "surgery", "exercise", "device", "other"]
    conditions: list[str]
    summary: str
    how_it_works: str
    how_it_is_given: str
    guidance: NotRequired[str]
    done_by: str
    where_done: str
    takes: str
    who_it_is_for: str
    who_should_not: str
    tell_first: str
    benefits: str
    preparation: str
    afterwards: str
    onset: str
    lasts: str
    repeat_min: NotRequired[int]
    repeat_max: NotRequired[int]
    repeat_months: NotRequired[int]
    alternatives: str
    doing_nothing: str
    licence_status: Literal["licensed", "off_label", "not_approved", "not_needed", "not_stated"]
    licence_note: str
    example_medicines: NotRequired[str]
    atc_code: NotRequired[str]


class WarningData(TypedDict):
    """Fields of RegulatorWarning; ``treatment`` is a slug, ``issued_on`` YYYY-MM-DD."""

    treatment: str
    regulator: str
    issued_on: str
    text: str
    url: str


class StudyData(TypedDict):
    """What the outcomes of one study share; ``source`` is a key of REFERENCES."""

    treatment: str
    compared_with: str
    period: str
    population: str
    source: str
    certainty: Literal["high", "moderate", "low", "very_low", "not_stated"]
    may_be_chance: bool


class OutcomeData(StudyData):
    """Fields of TreatmentOutcome."""

    nature: Literal["benefit", "harm"]
    name: str
    with_affected: int
    with_out_of: int
    without_affected: int
    without_out_of: int


class SideEffectData(TypedDict):
    """Fields of SideEffect."""

    name: str
    slug: str
    also_called: str
    clinical_name: str
    description: str


class SideEffectRowData(TypedDict):
    """Fields of TreatmentSideEffect; ``source`` is a key of REFERENCES or None."""

    treatment: str
    side_effect: str
    affected: NotRequired[int]
    out_of: NotRequired[int]
    population: str
    source: str | None
    band: Literal["", "very_common", "common", "uncommon", "rare", "very_rare", "not_known"]
    severity: Literal[1, 2, 3, 4, 5]
    serious: bool
    serious_reason: Literal[
        "",
        "death",
        "life_threatening",
        "hospital_stay",
        "lasting_disability",
        "birth_defect",
        "other_important",
    ]
    onset: str
    duration: str
    reversible: bool | None
    at_risk: str
    what_to_do: Literal["self_care", "tell_clinic", "urgent", "emergency"]
    advice: str


class DisclaimerVersionData(TypedDict):
    """One version; its number is its place in the list, from 1."""

    text: str
    in_force_days_ago: int


class DisclaimerData(TypedDict):
    """Fields of Disclaimer, with its versions."""

    title: str
    slug: str
    kind: Literal["medical", "procedure", "medicine", "imaging", "copyright"]
    scope: Literal["every_page", "attached"]
    versions: list[DisclaimerVersionData]


class SecondEdition(TypedDict):
    """What the next edition of a page changes. A change note is shown as a dated correction."""

    published_days_ago: int
    change_note: str
    body: str


class ArticleData(TypedDict):
    """Fields of Article, and how far it has come."""

    slug: str
    kind: Literal["guide", "policy"]
    title: str
    summary: str
    author: str
    reviewer: str
    conditions: list[str]
    treatments: list[str]
    disclaimers: list[str]
    references: list[str]
    help_emergency: list[str]
    help_urgent: list[str]
    help_non_urgent: list[str]
    questions: list[str]
    overview: str | None
    research_label: str
    research_url: str
    body: str
    state: State
    published_days_ago: NotRequired[int]  # published and withdrawn
    scheduled_in_days: NotRequired[int]  # scheduled
    withdrawn_days_ago: NotRequired[int]  # withdrawn
    withdrawal_reason: NotRequired[str]  # withdrawn
    review_comment: NotRequired[str]  # changes_requested
    second: NotRequired[SecondEdition]


class ReplyData(TypedDict):
    """A reader's reply or a physician's answer.

    ``reason`` goes with rejected and removed; ``urgent`` says that a red flag should be found;
    ``answer_by`` is the physician's slug of an official answer, else empty.
    """

    article: str
    key: str
    parent: str | None
    display_name: str
    email: str
    text: str
    status: ReplyStatus
    reason: Reason
    urgent: bool
    days_ago: int
    answer_by: str
