"""Who can do what: the one page. ``manage.py sync_roles`` makes the groups from it."""

from django.contrib.auth.models import Group, Permission

CATALOGUE = (
    "condition", "treatment", "regulatorwarning", "sideeffect", "treatmentsideeffect",
    "treatmentoutcome", "reference", "synonym",
)  # fmt: skip


def _all(app: str, models: tuple[str, ...], *acts: str) -> set[str]:
    return {f"{app}.{act}_{model}" for model in models for act in acts}


_READ_CATALOGUE = _all(
    "articles", (*CATALOGUE, "disclaimer", "disclaimerversion", "physician"), "view"
)
_READ_ARTICLES = _all(
    "articles",
    ("article", "articlereference", "edition", "review", "articleevent", "picture"),
    "view",
)
# What readers say of pages: authors see and answer what is about their own.
_FEEDBACK = {
    "articles.view_pagevote", "articles.view_errorreport", "articles.change_errorreport",
}  # fmt: skip
# Which articles: ``articles.authorship.may_edit``. The editor sends pictures.
_CHANGE_ARTICLES = {
    "articles.change_article", *_all("articles", ("articlereference",), "add", "change", "delete"),
    "articles.add_picture",
}  # fmt: skip
_WRITE_ARTICLES = {*_CHANGE_ARTICLES, "articles.add_article", "articles.write_article"}
_WRITE_CATALOGUE = _all("articles", CATALOGUE, "add", "change") | _all(
    "articles", ("regulatorwarning", "treatmentsideeffect", "treatmentoutcome"), "delete"
)

# The lists that replies are screened with. What a physician sees of them: comments/admin/phrases.py.
_PHRASES = _all("comments", ("phrase",), "view", "add", "change")
# Texts for the clinic's answers: one person writes them, another one of these approves them.
_ANSWER_TEMPLATES = _all("comments", ("answertemplate",), "view", "add", "change")

ROLES: dict[str, frozenset[str]] = {
    # Writes and submits own articles, proposes catalogue changes, answers replies on own articles.
    "Author": frozenset(
        {*_READ_CATALOGUE, *_READ_ARTICLES, *_WRITE_ARTICLES, *_WRITE_CATALOGUE, *_FEEDBACK}
        | {"comments.answer_comment"}
        | _PHRASES
    ),
    # Reads what others wrote, requests changes, approves.
    "Reviewer": frozenset(
        {*_READ_CATALOGUE, *_READ_ARTICLES, *_PHRASES, "articles.review_article"}
    ),
    # Publishes, schedules, withdraws; corrects any article and hands it to another author; keeps
    # disclaimers and the catalogue.
    "Publisher": frozenset(
        {*_READ_CATALOGUE, *_READ_ARTICLES, *_CHANGE_ARTICLES, *_WRITE_CATALOGUE, *_FEEDBACK}
        | _ANSWER_TEMPLATES
        | {"articles.publish_article"}
        | {
            "articles.add_disclaimer",
            "articles.change_disclaimer",
            "articles.add_disclaimerversion",
        }
    ),
    # Decides on replies. Never sees drafts. The words that were taken out of a reply are for nobody:
    # `comments.view_redacted_original` is in no role, a superuser gives it to a person who needs it.
    "Moderator": frozenset(
        {"comments.view_comment", "comments.moderate_comment"} | _PHRASES | _ANSWER_TEMPLATES
    ),
    # People, roles, clinic profile. Reads no draft and no reply.
    "Administrator": frozenset(
        {
            *_all("clinic", ("user",), "add", "change", "view"),
            *_all("clinic", ("clinicprofile",), "add", "change", "view"),
            "clinic.view_outgoingmail",
            "clinic.view_staffact",
            *_all("articles", ("physician",), "add", "change", "view"),
            "auth.view_group",
            "articles.view_picture",
            "articles.add_picture",
            "articles.change_picture",  # its alternative text: portraits stand with physicians
        }
    ),
}


def out_of_step() -> list[str]:
    """Return the roles whose groups have other permissions than this page says, or are missing."""
    stored = {
        group.name: {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions__content_type")
    }
    return [role for role, wanted in ROLES.items() if stored.get(role, set()) != set(wanted)]


def sync_roles() -> dict[str, int]:
    """Make each role's group hold exactly its permissions. Return how many each has.

    Raises LookupError when a permission that a role names does not exist.
    """
    known = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.select_related("content_type")
    }
    counts: dict[str, int] = {}
    for role, wanted in ROLES.items():
        if unknown := sorted(wanted - known.keys()):
            raise LookupError(f"{role} names permissions that do not exist: {', '.join(unknown)}")
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set([known[name] for name in wanted])
        counts[role] = len(wanted)
    return counts
