"""The lists of the staff show all of their columns at every width, beside the filters or as cards."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

HIDDEN = """() => {
    const list = document.querySelector(".results");
    return list.scrollWidth - list.clientWidth;
}"""
LISTS = [
    *(("publisher", f"articles/{name}") for name in ("article", "edition", "reference", "errorreport")),
    ("publisher", "comments/answertemplate"),
    ("administrator", "clinic/user"),
    ("administrator", "clinic/outgoingmail"),
]  # fmt: skip


@pytest.fixture(scope="module")
def staff(arrive: Callable[..., Visitor]) -> Iterator[Callable[[str], Visitor]]:
    """Return a function from a role to one and the same person."""
    people: dict[str, Visitor] = {}
    yield lambda role: people.get(role) or people.setdefault(role, arrive(role))
    for person in people.values():
        person.leave()


@pytest.mark.parametrize(("role", "name"), LISTS)
def test_no_column_is_beyond_the_edge(
    staff: Callable[[str], Visitor], role: str, name: str
) -> None:
    page = staff(role).goto(f"/admin/{name}/")
    for width in (800, 1000, 1279, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate(HIDDEN) <= 0, width
