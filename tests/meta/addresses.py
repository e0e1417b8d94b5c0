"""The table of access: every address, and the answer that each role gets. Who is not named is refused.

Answers: 2 page, R redirect, L to the sign-in page, B 400, F 403, N 404, M 405, C 409, G 410, U 422.
A new address without a line here fails the matrix test; what it gives to whom is decided here first.
"""

from dataclasses import dataclass

from tests.acts import STATES
from tests.meta.world import REPLIES

ROLES = (
    "reader", "stranger", "author", "other_author", "reviewer", "publisher", "moderator",
    "administrator", "superuser",
)  # fmt: skip
Answers = dict[str, str]


def only(answer: str, roles: str = "", **others: str) -> Answers:
    """Return an answer for these roles; readers are led to sign in, everybody else is refused."""
    found = dict.fromkeys(ROLES, "F") | {"reader": "L"}
    return found | dict.fromkeys(roles.split(), answer) | others


def all_get(answer: str) -> Answers:
    return dict.fromkeys(ROLES, answer)


STAFF = "author other_author reviewer publisher moderator administrator superuser"
SIGNED_IN = f"stranger {STAFF}"
READ_DRAFTS = "author other_author reviewer publisher superuser"
WRITE_CATALOGUE = "author other_author publisher superuser"
FEEDBACK = "author publisher superuser"
PICTURES = "author other_author publisher administrator superuser"
PEOPLE = "administrator superuser"
MODERATORS = "moderator superuser"
TEMPLATES = "publisher moderator superuser"
PHRASES = "author other_author reviewer moderator superuser"


def live_only(**others: str) -> dict[str, Answers]:
    """Return the answers of a page that exists for readers while its article is live."""
    found = {state: all_get("N") for state in STATES} | {"published": all_get("2")}
    return found | {state: all_get(answer) for state, answer in others.items()}


@dataclass(frozen=True)
class Row:
    """An address. ``to``: how to ask for it. ``answers``: by role, or by state and role, or by reply."""

    route: str
    answers: Answers | dict[str, Answers]
    to: str = ""
    by: str = ""  # "state" or "reply" where the answers differ by it
    post: Answers | None = None  # where a POST may do more than a GET


def record(
    where: str, key: str, *, read: str, write: str, add: str | None = None, old: bool = True
) -> list[Row]:
    """Return the admin's addresses of a model. Nothing can be deleted."""
    base = f"admin/{where}/"
    rows = [
        *([Row(base, only("2", read))] if where != "clinic/clinicprofile" else []),
        Row(f"{base}add/", only("2", write if add is None else add)),
        Row(f"{base}<path:object_id>/change/", only("2", read), f"{base}{key}/change/"),
        Row(f"{base}<path:object_id>/history/", only("2", read), f"{base}{key}/history/"),
        Row(f"{base}<path:object_id>/delete/", only("F"), f"{base}{key}/delete/"),
        Row(f"{base}<path:object_id>/", only("R", STAFF), f"{base}{key}/"),
    ]
    if old:
        version = f"{{version[{key.strip('{}').removesuffix('.pk')}].pk}}"
        rows.append(
            Row(
                f"{base}^([^/]+)/history/([^/]+)/$",
                only("2", read),
                f"{base}{key}/history/{version}/",
            )
        )
    return rows


def third_party(where: str, delete: str = "") -> list[Row]:
    """Return the addresses of a package's own records: for superusers only, and none is there."""
    base = f"admin/{where}/"
    return [
        Row(base, only("2", "superuser")),
        Row(f"{base}add/", only("F")),
        Row(f"{base}<path:object_id>/change/", only("R", "superuser"), f"{base}0/change/"),
        Row(f"{base}<path:object_id>/delete/", only("R", delete), f"{base}0/delete/"),
        Row(f"{base}<path:object_id>/history/", only("R", STAFF), f"{base}0/history/"),
        Row(f"{base}<path:object_id>/", only("R", STAFF), f"{base}0/"),
    ]


def read_only(where: str, read: str) -> list[Row]:
    """Return the admin's addresses of a list that has no record's page: none is there to be opened."""
    base = f"admin/{where}/"
    return [
        Row(base, only("2", read)),
        Row(f"{base}add/", only("F")),
        Row(f"{base}<path:object_id>/change/", only("R", read), f"{base}0/change/"),
        Row(f"{base}<path:object_id>/history/", only("R", STAFF), f"{base}0/history/"),
        Row(f"{base}<path:object_id>/delete/", only("F"), f"{base}0/delete/"),
        Row(f"{base}<path:object_id>/", only("R", STAFF), f"{base}0/"),
    ]


ARTICLE = "admin/articles/article/<int:pk>/"
REPLY = "admin/comments/comment/<int:pk>/"
VERBS = ("submit", "recall", "request-changes", "approve", "publish", "schedule", "unschedule",
         "withdraw", "restore")  # fmt: skip

READERS = [
    *(
        Row(route, all_get("2"))
        for route in (
            "", "articles/", "search/", "search/suggest/", "conditions/", "treatments/",
            "treatments/compare/", "side-effects/",
            "comments/rules/", "comments/reported/",
            "physicians/", "feed/", "sitemap.xml", "robots.txt", "healthz", "readyz",
        )
    ),
    Row("articles/<slug:slug>/", live_only(withdrawn="G"), "articles/{slug}/", "state"),
    Row(
        "articles/<slug:slug>/history/",
        live_only(withdrawn="G"), "articles/{slug}/history/", "state",
    ),
    Row(
        "articles/<slug:slug>/editions/<number:number>/",
        live_only(withdrawn="G"), "articles/{slug}/editions/1/", "state",
    ),
    Row(
        "articles/<slug:slug>/editions/<number:number>/card.png",
        live_only(), "articles/{slug}/editions/1/card.png", "state",
    ),
    Row("metrics", all_get("N")),  # no METRICS_TOKEN here: tests/roof/test_metrics.py
    Row("theme-<slug:version>.css", all_get("N"), "theme-x.css"),  # the profile has chosen no colour
    Row("media/logo/<str:name>", all_get("N"), "media/logo/x.png"),  # nor a logo
    Row(
        "articles/<slug:slug>/as-of/<day:day>/",
        live_only(published="R", withdrawn="G"), "articles/{slug}/as-of/{today}/", "state",
    ),
    *(
        Row(
            f"articles/<slug:slug>/{act}/", live_only(withdrawn="G"),
            f"articles/{{slug}}/{act}/", "state",
        )
        for act in ("useful", "report-an-error", "thank-you")
    ),
    Row("policies/<slug:slug>/", live_only(withdrawn="G"), "policies/{policy}/", "state"),
    Row("conditions/<slug:slug>/", live_only(), "conditions/{condition.slug}/", "state"),
    Row("treatments/<slug:slug>/", live_only(), "treatments/{treatment.slug}/", "state"),
    Row("side-effects/<slug:slug>/", live_only(), "side-effects/{effect.slug}/", "state"),
    Row("physicians/<slug:slug>/", live_only(), "physicians/{author.slug}/", "state"),
    # A version that readers have seen stays to be read, as proof of what they were told.
    Row(
        "disclaimers/<slug:slug>/v<number:number>/",
        live_only(withdrawn="2"), "disclaimers/{disclaimer.slug}/v1/", "state",
    ),
    # A picture of no live page is for who may read drafts, and for who keeps the pictures.
    Row(
        "media/<path:name>",
        {
            state: all_get("2" if state == "published" else "N")
            | dict.fromkeys(f"{READ_DRAFTS} administrator".split(), "2")
            for state in STATES
        },
        "media/{picture.file.name}", "state",
    ),
    Row(
        "articles/<slug:slug>/comments/",
        {state: all_get("R") for state in STATES},
        "articles/{slug}/comments/",
        "state",
        post=all_get("?"),  # its own table: tests/comments
    ),
    Row(
        "comments/sent/<str:token>/",
        {reply: all_get("2") for reply in REPLIES},
        "comments/sent/{receipt}/", "reply",
    ),
    # Behind links that only a mail holds. A link that we did not make is told so.
    *(
        Row(f"comments/{page}/<str:token>/{more}", all_get("2"),
            f"comments/{page}/{{link[{page}]}}/{more}", post=all_get("?"))
        for page, more in (
            ("confirm", ""), ("mail", ""), ("staff-mail", ""), ("appeal", ""),
            ("mine", ""), ("mine", "export.json"),
        )
    ),
    *(
        Row(f"comments/{page}/<str:token>/", all_get("B"), f"comments/{page}/x/", post=all_get("?"))
        for page in ("confirm", "mail", "staff-mail", "appeal", "mine")
    ),
    Row("comments/mine/", all_get("2"), post=all_get("F")),
    Row("comments/mine/asked/", all_get("2")),
    *(
        Row(
            f"comments/<slug:public_id>/{more}",
            {reply: all_get(answer if reply == "approved" else "N") for reply in REPLIES},
            f"comments/{{reply.public_id}}/{more}", "reply",
        )
        for more, answer in (("", "R"), ("answer/", "2"), ("report/", "2"))
    ),
]  # fmt: skip

ACCOUNTS = [
    Row("accounts/login/", {**all_get("R"), "reader": "2"}, post=all_get("?")),
    Row("accounts/logout/", {**all_get("2"), "reader": "L"}, post=all_get("L")),
    Row("accounts/inactive/", all_get("2")),
    Row("accounts/signup/", {**all_get("R"), "reader": "2"}, post=all_get("?")),
    Row("accounts/password/reset/", all_get("2"), post=all_get("?")),
    Row("accounts/password/reset/done/", all_get("2")),
    Row("accounts/password/reset/key/done/", all_get("2")),
    Row(
        "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        all_get("2"), "accounts/password/reset/key/1-set/", post=all_get("?"),
    ),
    Row("accounts/2fa/authenticate/", {**all_get("R"), "reader": "L"}),
    *(
        Row(f"accounts/{route}", only("2", SIGNED_IN), post=only("?", SIGNED_IN))
        for route in ("reauthenticate/", "password/change/", "2fa/")
    ),
    *(
        Row(f"accounts/2fa/{route}", only("?", SIGNED_IN), post=only("?", SIGNED_IN))
        for route in (
            "reauthenticate/", "totp/activate/", "totp/deactivate/", "recovery-codes/",
            "recovery-codes/generate/", "recovery-codes/download/",
        )
    ),
]  # fmt: skip

STAFF_PAGES = [
    Row("admin/login/", all_get("L")),
    Row("admin/", only("2", STAFF)),
    Row("admin/logout/", only("R", STAFF, reader="R")),
    Row("admin/password_change/", only("R", STAFF)),
    Row("admin/password_change/done/", only("2", STAFF)),
    Row("admin/jsi18n/", only("2", STAFF)),
    Row("admin/r/<path:content_type_id>/<path:object_id>/", only("N", STAFF), "admin/r/1/1/"),
    Row(
        "admin/autocomplete/",
        only("2", f"{READ_DRAFTS} administrator"),
        "admin/autocomplete/?app_label=articles&model_name=article&field_name=author",
    ),
    Row(
        "admin/autocomplete/",
        only("2", PEOPLE),
        "admin/autocomplete/?app_label=articles&model_name=physician&field_name=user",
    ),
    Row(
        "admin/^(?P<app_label>clinic|mfa|articles|comments|django_tasks_database)/$",
        only("2", f"{READ_DRAFTS} administrator", moderator="N"),
        "admin/articles/",
    ),
    Row("admin/(?P<url>.*)$", only("N", STAFF), "admin/nowhere/"),
    # Working copies
    Row("admin/articles/article/", only("2", READ_DRAFTS)),
    Row("admin/articles/article/add/", only("2", "author other_author superuser")),
    *(
        Row(
            f"{base}{act}/", {s: only("2", who) for s in STATES},
            f"admin/articles/article/{{pk}}/{act}/", "state",
        )
        for base, act, who in (
            ("admin/articles/article/<path:object_id>/", "change", READ_DRAFTS),
            (ARTICLE, "preview", READ_DRAFTS),
            (ARTICLE, "compare", READ_DRAFTS),
            (ARTICLE, "states", READ_DRAFTS),
            (ARTICLE, "review", "reviewer superuser"),
            (ARTICLE, "editions", READ_DRAFTS),
        )
    ),
    *(
        Row(
            f"{ARTICLE}states/<int:number>/{more}", {s: only("2", READ_DRAFTS) for s in STATES},
            f"admin/articles/article/{{pk}}/states/1/{more}", "state",
        )
        for more in ("", "compare/")
    ),
    # A draft that a person may not read is answered like one that does not exist: back to the start.
    Row(
        "admin/articles/article/<path:object_id>/history/",
        {s: only("2", READ_DRAFTS, moderator="R", administrator="R") for s in STATES},
        "admin/articles/article/{pk}/history/", "state",
    ),
    Row(
        "admin/articles/article/<path:object_id>/delete/",
        only("F"), "admin/articles/article/{pk}/delete/",
    ),
    Row(
        "admin/articles/article/<path:object_id>/",
        only("R", STAFF), "admin/articles/article/{pk}/",
    ),
    *(
        Row(f"{ARTICLE}{verb}/", only("R", STAFF), f"admin/articles/article/{{pk}}/{verb}/",
            post=only("B", READ_DRAFTS))
        for verb in VERBS
    ),
    # Records
    *record("articles/condition", "{condition.pk}", read=READ_DRAFTS, write=WRITE_CATALOGUE),
    *record("articles/treatment", "{treatment.pk}", read=READ_DRAFTS, write=WRITE_CATALOGUE),
    *record("articles/sideeffect", "{effect.pk}", read=READ_DRAFTS, write=WRITE_CATALOGUE),
    *record("articles/reference", "{reference.pk}", read=READ_DRAFTS, write=WRITE_CATALOGUE),
    *record("articles/synonym", "{synonym.pk}", read=READ_DRAFTS, write=WRITE_CATALOGUE),
    *record("articles/disclaimer", "{disclaimer.pk}", read=READ_DRAFTS, write="publisher superuser"),
    *record(
        "articles/physician", "{author.pk}", read=f"{READ_DRAFTS} administrator", write=PEOPLE
    ),
    *record("articles/edition", "{edition.pk}", read=READ_DRAFTS, write="", old=False),
    Row(
        "admin/articles/edition/<int:pk>/stored/", {s: only("2", READ_DRAFTS) for s in STATES},
        "admin/articles/edition/{edition.pk}/stored/", "state",
    ),
    *record(
        "articles/picture", "{picture.pk}", read=f"{READ_DRAFTS} administrator", write=PICTURES,
        old=False,
    ),
    # What readers say of a page: for its author and for publishers.
    *(
        row
        for model in ("pagevote", "errorreport")
        for row in (
            Row(f"admin/articles/{model}/", only("2", "author other_author publisher superuser")),
            Row(f"admin/articles/{model}/add/", only("F")),
            Row(
                f"admin/articles/{model}/<path:object_id>/change/",
                only("2", FEEDBACK, other_author="R"),
                f"admin/articles/{model}/{{{model}.pk}}/change/",
                # An answer to a report lacks its words here; one on usefulness takes none.
                post=only("U", FEEDBACK, other_author="R")
                if model == "errorreport" else only("F"),
            ),
            # One that a person may not read is answered like one that does not exist.
            Row(
                f"admin/articles/{model}/<path:object_id>/history/",
                only("R", STAFF) | dict.fromkeys(FEEDBACK.split(), "2"),
                f"admin/articles/{model}/{{{model}.pk}}/history/",
            ),
            Row(
                f"admin/articles/{model}/<path:object_id>/delete/",
                only("F"), f"admin/articles/{model}/{{{model}.pk}}/delete/",
            ),
            Row(
                f"admin/articles/{model}/<path:object_id>/",
                only("R", STAFF), f"admin/articles/{model}/{{{model}.pk}}/",
            ),
        )
    ),
    Row("admin/articles/picture/upload/", only("M", STAFF), post=only("2", PICTURES)),
    Row("admin/clinic/clinicprofile/", only("R", STAFF)),  # to the one row, which asks for the right
    *record("clinic/clinicprofile", "{profile.pk}", read=PEOPLE, write=PEOPLE, add=""),
    *record("clinic/user", "{person.pk}", read=PEOPLE, write=PEOPLE, old=False),
    Row("admin/clinic/user/<id>/password/", only("2", PEOPLE), "admin/clinic/user/{person.pk}/password/"),
    # Who may change a superuser's password can become one.
    Row(
        "admin/clinic/user/<id>/password/", only("2", "superuser"),
        "admin/clinic/user/{superuser.pk}/password/",
    ),
    *record("clinic/outgoingmail", "{mail.pk}", read=PEOPLE, write="", old=False),
    *record("clinic/staffact", "{act.pk}", read=PEOPLE, write="", old=False),
    # Replies
    Row("admin/comments/comment/", only("2", MODERATORS, author="R", other_author="R")),
    Row("admin/comments/comment/answers/", only("2", "author other_author superuser")),
    Row("admin/comments/comment/figures/", only("2", MODERATORS)),
    Row("admin/comments/comment/bulk/", only("R", MODERATORS), post=only("N", MODERATORS)),
    Row("admin/comments/comment/next/", only("R", MODERATORS), post=only("R", MODERATORS)),
    Row(f"{REPLY}change/", only("2", MODERATORS), "admin/comments/comment/{reply.pk}/change/"),
    Row(f"{REPLY}decide/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/decide/",
        post=only("N", MODERATORS)),
    Row(f"{REPLY}worksheet/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/worksheet/",
        post=only("U", MODERATORS)),
    Row(f"{REPLY}redact/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/redact/",
        post=only("U", MODERATORS)),
    Row(f"{REPLY}restore/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/restore/",
        post=only("N", MODERATORS)),
    Row(f"{REPLY}appeal/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/appeal/",
        post=only("N", MODERATORS)),
    Row(f"{REPLY}thread/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/thread/",
        post=only("R", MODERATORS)),
    # The author answers under the own page; what no reader sees takes no answer.
    Row(
        f"{REPLY}answer/",
        {
            reply: only("F", author="2", superuser="F")
            if reply == "approved" else only("N", "author other_author superuser")
            for reply in REPLIES
        },
        "admin/comments/comment/{reply.pk}/answer/", "reply",
        post=only("?", "author"),
    ),
    Row(f"{REPLY}closing/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/closing/",
        post=only("R", MODERATORS)),
    Row(f"{REPLY}let-stay/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/let-stay/",
        post=only("R", MODERATORS)),
    Row(f"{REPLY}told/", only("R", MODERATORS), "admin/comments/comment/{reply.pk}/told/",
        post=only("R", MODERATORS)),
    *read_only("comments/replyreport", MODERATORS),
    *read_only("comments/retentionrun", f"{MODERATORS} administrator"),
    # Who does not answer for the page is refused by the form that this leads to.
    Row(
        "admin/comments/comment/answer-to/<slug:public_id>/",
        {
            reply: only("R" if reply == "approved" else "N", "author other_author superuser")
            for reply in REPLIES
        },
        "admin/comments/comment/answer-to/{reply.public_id}/", "reply",
    ),
    *record("comments/answertemplate", "{template.pk}", read=TEMPLATES, write=TEMPLATES),
    Row("admin/comments/answertemplate/<int:pk>/approve/", only("2", TEMPLATES),
        "admin/comments/answertemplate/{template.pk}/approve/", post=only("R", TEMPLATES)),
    # Of the lists a physician sees those of emergencies: this one is of them.
    *record("comments/phrase", "{phrase.pk}", read=PHRASES, write=PHRASES),
    *third_party("mfa/authenticator", delete="superuser"),
    *third_party("django_tasks_database/dbtaskresult"),
]  # fmt: skip

TABLE = [*READERS, *ACCOUNTS, *STAFF_PAGES]
