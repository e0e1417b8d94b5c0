"""Who can do what: the page of roles, as a person holds them."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from clinic_cms.clinic import roles as page
from clinic_cms.clinic.roles import sync_roles
from tests import factories

ROLES = ("Author", "Reviewer", "Publisher", "Moderator", "Administrator")
# The rights that decide what is read and shown. Rows: right, then who holds it.
TABLE = {
    "articles.view_article": "Author Reviewer Publisher",
    "articles.view_edition": "Author Reviewer Publisher",
    "articles.view_picture": "Author Reviewer Publisher Administrator",
    "articles.add_article": "Author",
    "articles.change_article": "Author Publisher",
    "articles.write_article": "Author",
    "articles.review_article": "Reviewer",
    "articles.publish_article": "Publisher",
    "articles.change_treatment": "Author Publisher",
    "articles.add_disclaimerversion": "Publisher",
    "articles.add_picture": "Author Publisher Administrator",
    "articles.change_picture": "Administrator",
    "articles.change_physician": "Administrator",
    "comments.view_comment": "Moderator",
    "comments.moderate_comment": "Moderator",
    "comments.answer_comment": "Author",
    "comments.view_phrase": "Author Reviewer Moderator",
    "comments.change_phrase": "Author Reviewer Moderator",
    "comments.delete_phrase": "",
    "comments.view_sideeffectworksheet": "",
    "clinic.change_user": "Administrator",
    "clinic.change_clinicprofile": "Administrator",
    # Nobody: what was written once, and what the verbs alone do.
    "articles.add_edition": "",
    "articles.change_edition": "",
    "articles.delete_edition": "",
    "articles.delete_article": "",
    "articles.change_disclaimerversion": "",
    "articles.delete_treatment": "",
    "comments.change_comment": "",
    "comments.delete_comment": "",
    "clinic.delete_user": "",
    "auth.change_group": "",
}


@pytest.mark.parametrize("right", TABLE)
def test_who_holds_a_right(roles, right) -> None:
    holders = {role for role in ROLES if factories.person(role.lower(), role).has_perm(right)}
    assert holders == set(TABLE[right].split())


@pytest.mark.parametrize("role", ROLES)
def test_nobody_deletes_or_forges_what_is_kept(roles, role) -> None:
    held = factories.person("holder", role).get_all_permissions()
    loose = {
        "delete_regulatorwarning", "delete_treatmentsideeffect", "delete_treatmentoutcome",
        "delete_articlereference",
    }  # fmt: skip
    assert {p for p in held if ".delete_" in p} <= {f"articles.{name}" for name in loose}


def test_a_person_without_a_role_may_nothing(roles) -> None:
    assert factories.person("nobody").get_all_permissions() == set()


def test_two_roles_are_the_sum_of_both(roles) -> None:
    both = factories.person("both", "Author", "Moderator").get_all_permissions()
    one, other = factories.person("one", "Author"), factories.person("other", "Moderator")
    assert both == one.get_all_permissions() | other.get_all_permissions()


def test_a_second_run_changes_nothing(roles) -> None:
    def held() -> dict[str, set[int]]:
        return {
            g.name: set(g.permissions.values_list("pk", flat=True)) for g in Group.objects.all()
        }

    before, counts = held(), sync_roles()
    assert sync_roles() == counts
    assert held() == before
    assert set(before) == set(ROLES)


def test_what_was_added_by_hand_is_taken_away_again(roles) -> None:
    moderators = Group.objects.get(name="Moderator")
    moderators.permissions.add(Group.objects.get(name="Author").permissions.all()[0])
    before = moderators.permissions.count()
    sync_roles()
    assert moderators.permissions.count() == before - 1


def test_a_misspelt_right_is_named(db, monkeypatch) -> None:
    wrong = {"Author": frozenset({"articles.wriet_article"})}
    monkeypatch.setattr(page, "ROLES", wrong)
    with pytest.raises(LookupError, match=r"Author .*articles\.wriet_article"):
        sync_roles()


def test_the_command_prints_each_role(db, capsys) -> None:
    call_command("sync_roles")
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(ROLES)
