"""Ask every address as every role, for things in every state. What the table does not grant is refused."""

import copy
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone

from articles.models import Article
from clinic_cms.clinic.models import ClinicProfile, User
from tests import acts, kept
from tests.acts import STATES
from tests.meta import world as worlds
from tests.meta.addresses import ROLES, TABLE, VERBS, Answers, Row
from tests.meta.world import REPLIES, World

DENIED = {"L", "F", "N"}
SECRET = ("confirm", "mail", "staff-mail", "appeal", "mine/<str:token>")
SIGN_IN = ("/accounts/login/", "/admin/login/")  # the second leads to the first


@pytest.fixture(scope="module", autouse=True)
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for the pictures of the world, which outlives each test as that does."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture
@kept.step
def world(
    clinic, author, other_author, reviewer, publisher, moderator, administrator, superuser, stranger
) -> World:
    return worlds.build(author, reviewer, publisher, moderator)


@pytest.fixture
def as_role(
    world: World, clinic: ClinicProfile, request: pytest.FixtureRequest,
    client_for: Callable[[User | None], Client],
) -> Callable[[str], Client]:  # fmt: skip
    """Return a function: a role to that person's browser, where a crash is an answer like others."""

    def make(role: str) -> Client:
        client = client_for(None if role == "reader" else request.getfixturevalue(role))
        client.raise_request_exception = False
        return client

    return make


def answer_of(response: Any) -> str:
    if response.streaming:
        response.getvalue()  # reads the file to its end, which closes it
    if response.status_code in (301, 302, 303):
        return "L" if response["Location"].startswith(SIGN_IN) else "R"
    known = {200: "2", 400: "B", 403: "F", 404: "N", 405: "M", 409: "C", 410: "G", 422: "U"}
    return known.get(response.status_code, str(response.status_code))


def routes(resolver: Any, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, route)
        else:
            yield route


def names(world: World, state: str, reply: str) -> dict[str, Any]:
    """Return what placeholders stand for. Kept, since hundreds of addresses ask for the same."""
    if (state, reply) not in world.known:
        known = world.names(state, reply) | {
            "person": User.objects.get(username="stranger"),
            "superuser": User.objects.get(username="superuser"),
            "profile": ClinicProfile.objects.get(),
        }
        versions = {
            n: thing.history.last() for n, thing in known.items() if hasattr(thing, "history")
        }
        world.known[state, reply] = known | {"version": versions}
    return world.known[state, reply]


def asked(row: Row, world: World, *, once: bool = False) -> Iterator[tuple[str, str, Answers]]:
    """Yield what is asked: a name for the report, the address, the answers by role.

    ``once`` asks about what readers see only, where the answers differ by state.
    """
    to = "/" + (row.to or row.route)
    cases: dict[str, Any] = row.answers if row.by else {"": row.answers}
    for case, answers in cases.items():
        state = case if row.by == "state" else "published"
        reply = case if row.by == "reply" else "approved" if row.by == "state" else "pending"
        if once and row.by and (state, reply) != ("published", "approved"):
            continue
        yield f"{row.route} [{case}]", to.format(**names(world, state, reply)), answers


def test_every_address_has_its_line_and_every_line_its_address() -> None:
    assert set(routes(get_resolver())) == {row.route for row in TABLE}


def test_lines_by_state_name_every_state() -> None:
    for row in TABLE:
        wanted = {"state": set(STATES), "reply": set(REPLIES)}.get(row.by, set(ROLES))
        assert set(row.answers) == wanted, row.route


# Rights do not depend on the database; what is asked of it does, and these two are asked everything.
ON_EVERY_DATABASE = ("reader", "superuser")


def reading(client: Client, role: str, world: World) -> list[str]:
    """Return where the answer to a GET is not the table's, and what a GET wrote."""
    wrong: list[str] = []
    name = ""

    reads = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA", "SET LOCAL", "EXECUTE SELECT_")

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.strip("( \n").upper().startswith(reads):
            wrong.append(f"GET {name} wrote: {sql[:90]}")
        return execute(sql, params, many, context)

    for row in TABLE:
        for name, address, answers in asked(row, world):
            if role not in ON_EVERY_DATABASE and len(set(answers.values())) == 1:
                continue  # what is the same for everybody is asked as a reader and as a superuser
            with connection.execute_wrapper(watch):
                got = answer_of(client.get(address))
            if got != answers[role] and not (answers[role] == "?" and got in "2RN"):
                wrong.append(f"GET {name}: {got}, not {answers[role]}")
    return wrong


def posting(client: Client, role: str, world: World) -> list[str]:
    """Return where somebody may post who may not read, or readers' pages take a post."""
    wrong = []
    for row in TABLE:
        for name, address, answers in asked(row, world, once=True):
            may = row.post[role] if row.post else answers[role]
            public = len(set(answers.values())) == 1 and not row.post
            if public and role not in ON_EVERY_DATABASE:
                continue
            cookies = copy.copy(client.cookies)
            with transaction.atomic():
                got = answer_of(client.post(address))
                transaction.set_rollback(True)
            client.cookies = cookies  # some posts end the session, and the rollback brings it back
            if may == "?":
                fine = len(got) == 1
            elif may in DENIED:
                fine = got in DENIED | {"M"}
            elif row.post:
                fine = got == may
            else:
                fine = got in "MF" if public else len(got) == 1
            if not fine:
                wrong.append(f"POST {name}: {got}, not {may}")
    return wrong


# The verbs, by role and state
MAY = {
    "submit": (
        "author publisher superuser",
        "draft changes_requested scheduled published withdrawn",
    ),
    "recall": ("author publisher superuser", "in_review approved"),
    "request-changes": ("reviewer superuser", "in_review"),
    "approve": ("reviewer superuser", "in_review"),
    "publish": ("publisher superuser", "approved"),
    "schedule": ("publisher superuser", "approved"),
    "unschedule": ("publisher superuser", "scheduled"),
    "withdraw": ("publisher superuser", "published"),
    "restore": (
        "author publisher superuser",
        "draft changes_requested approved scheduled published withdrawn",
    ),
}
ALSO = {("recall", "approved"): "reviewer"}  # who approved it


def filled(article: Article, by: Any) -> dict[str, Any]:
    """Return all that any verb's form asks for, as a person would send it."""
    return {
        "revision": article.revision,
        "number": 1,  # the state before its records were chosen
        "content_sha256": acts.read_hash(article),
        "signature_sha256": acts.signature_hash(article, by),
        "comment": "Name the source.",
        "reason": "Out of date.",
        "live_from": (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
    }


def acting(client: Client, role: str, world: World) -> list[str]:
    """Return where a verb's answer is not the one above, or an article moved that should not."""
    wrong = []
    for state in STATES:
        article = world.articles[state]
        sent = filled(article, get_user(client))
        for verb in VERBS:
            people, states = (part.split() for part in MAY[verb])
            if role == "reader":
                may = "L"
            elif ALSO.get((verb, state)) == role:
                may = "R"
            elif role not in people:
                may = "F"
            else:
                may = "R" if state in states else "C"
            with transaction.atomic():
                got = answer_of(client.post(f"/admin/articles/article/{article.pk}/{verb}/", sent))
                moved = acts.fresh(article).revision != article.revision
                transaction.set_rollback(True)
            if got != may or moved != (may == "R"):
                wrong.append(f"{verb} [{state}]: {got}, not {may}; moved: {moved}")
    return wrong


@pytest.mark.parametrize(
    "role",
    [
        pytest.param(role, marks=() if role in ON_EVERY_DATABASE else pytest.mark.once)
        for role in ROLES
    ],
)
def test_every_address_as(world, as_role, role) -> None:
    """One test a role, since the world takes long to make: reading, posting, and the verbs."""
    client = as_role(role)
    wrong = [
        *reading(client, role, world),
        *posting(client, role, world),
        *acting(client, role, world),
    ]
    assert not wrong, "\n".join(wrong)


def test_no_staff_address_takes_a_post_without_its_token(world, superuser) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(superuser)
    wrong = []
    for row in TABLE:
        for name, address, _ in asked(row, world, once=True):
            got = answer_of(client.post(address))
            # What stands in a mail is as good as a token, and nobody else has it.
            known = ("articles/<slug:slug>/comments/", *(f"comments/{page}/" for page in SECRET))
            if not row.route.startswith(known) and got not in "FM":
                wrong.append(f"{name}: {got}")
    assert not wrong, "\n".join(wrong)
