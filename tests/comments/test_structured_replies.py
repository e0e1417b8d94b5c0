"""What a page says of its replies to machines: what readers see of them, and nothing else."""

import json
import re

import pytest

from comments import moderation, privacy

pytestmark = pytest.mark.once
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def described(client, edition):
    """Return a function that reads the replies of the page, by the ends of their names."""

    def read() -> list[dict]:
        html = client.get(edition.get_absolute_url()).content.decode()
        graphs = [json.loads(block)["@graph"] for block in BLOCK.findall(html)]
        return [node for graph in graphs for node in graph if node["@type"] == "Comment"]

    return read


def test_a_reply_and_its_answer(described, shown, edition, settings) -> None:
    root = shown(text="It </script> helped & hurt.", name="Pat")
    answer = shown(text="Me too.", name="Lee", parent=root, root=root, depth=1)
    page = f"{settings.SITE_URL}{edition.get_absolute_url()}"
    first, second = described()
    assert (first["text"], first["author"]) == (
        "It </script> helped & hurt.", {"@type": "Person", "name": "Pat"},
    )  # fmt: skip
    assert first["parentItem"] == {"@id": f"{page}#article"}
    assert second["@id"] == f"{page}#reply-{answer.public_id}"
    assert second["parentItem"] == {"@id": f"{page}#reply-{root.public_id}"}
    assert "example" not in json.dumps([first, second])  # no email address


def test_nothing_of_what_readers_do_not_see(described, held, shown, moderator) -> None:
    removed = shown(text="Removed.")
    moderation.remove(comment=removed, by=moderator, version=removed.version, reason="unsafe")
    assert described() == []


def test_an_erased_reply_is_named_by_nothing(described, shown) -> None:
    root = shown(text="Mine.", name="Pat")
    shown(text="To that.", name="Lee", parent=root, root=root, depth=1)
    privacy.empty(root)
    (left,) = described()
    assert left["text"] == "To that."
    assert left["parentItem"]["@id"].endswith("#article")
