"""The verbs of moderation: they work, and are refused from elsewhere, to others, and for stale copies."""

import pytest
from django.db import DatabaseError, transaction

from clinic_cms.clinic.models.immutable import RowIsFrozen
from comments import moderation, privacy, thread_verbs
from comments.errors import ChangedMeanwhile, Incomplete, NotAllowed, NotAllowedFrom
from comments.models import Comment, Decision, Reason, Status, Thread
from tests import acts, factories

S = Status
VERBS = {
    S.APPROVED: (moderation.approve, {}),
    S.REJECTED: (moderation.reject, {"reason": "abuse"}),
    S.SPAM: (moderation.mark_spam, {}),
    S.REMOVED: (moderation.remove, {"reason": "unsafe", "note": "Names a dose."}),
}
WAY_TO = {
    S.PENDING: [],
    S.APPROVED: [S.APPROVED],
    S.REJECTED: [S.REJECTED],
    S.SPAM: [S.SPAM],
    S.REMOVED: [S.APPROVED, S.REMOVED],
    S.WITHDRAWN: [],
}


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def decide(comment, to, by):
    verb, extra = VERBS[to]
    return verb(comment=comment, by=by, version=fresh(comment).version, **extra)


def bring(comment, status, by):
    for step in WAY_TO[status]:
        decide(comment, step, by)
    if status == S.WITHDRAWN:
        privacy.withdraw(comment)
    return fresh(comment)


@pytest.mark.behaviour(35)
@pytest.mark.parametrize("start", S)
@pytest.mark.parametrize("to", VERBS)
def test_a_verb_works_from_the_table_and_from_nowhere_else(
    held, moderator, second_moderator, start, to
):
    comment = bring(held, start, second_moderator)
    before = list(comment.decisions.values())
    if to in moderation.TRANSITIONS[start]:
        decision = decide(comment, to, moderator)
        comment = fresh(comment)
        assert (comment.status, comment.decision) == (to, decision)
        assert (decision.from_status, decision.to_status, decision.by) == (start, to, moderator)
        assert comment.version == decision.version + 1
    else:
        with pytest.raises(NotAllowedFrom):
            decide(comment, to, moderator)
        assert fresh(comment).status == start
        assert list(comment.decisions.values()) == before


@pytest.mark.behaviour(29)
@pytest.mark.parametrize("who", ["author", "reviewer", "publisher", "administrator", "stranger"])
@pytest.mark.parametrize("to", VERBS)
def test_other_roles_decide_nothing(held, moderator, request, who, to):
    comment = bring(held, S.APPROVED if to == S.REMOVED else S.PENDING, moderator)
    by = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        decide(comment, to, by)
    with pytest.raises(NotAllowed):
        moderation.undo(comment=comment, by=by, version=comment.version)
    assert fresh(comment).version == comment.version


@pytest.mark.parametrize("to", VERBS)
def test_a_stale_copy_is_refused_and_told_what_the_other_decided(
    held, moderator, second_moderator, to
):
    seen = held.version
    moderation.reject(comment=held, by=second_moderator, version=seen, reason="abuse")
    verb, extra = VERBS[to]
    with pytest.raises(ChangedMeanwhile, match=r"Second Moderator decided.*rejected.*Insults"):
        verb(comment=held, by=moderator, version=seen, **extra)
    assert fresh(held).status == S.REJECTED
    assert held.decisions.count() == 1


def test_a_stale_approval_does_not_revive_a_removed_reply(held, moderator, second_moderator):
    seen = held.version
    bring(held, S.REMOVED, second_moderator)
    with pytest.raises(ChangedMeanwhile):
        moderation.approve(comment=held, by=moderator, version=seen)
    assert not Comment.objects.visible().exists()


@pytest.mark.behaviour(31)
def test_the_same_press_twice_is_one_decision(held, moderator):
    first = moderation.approve(comment=held, by=moderator, version=1)
    assert moderation.approve(comment=held, by=moderator, version=1) == first
    undone = moderation.undo(comment=held, by=moderator, version=2)
    assert moderation.undo(comment=held, by=moderator, version=2) == undone
    assert held.decisions.count() == 2


def test_approving_a_parent_publishes_no_child(edition, held, moderator):
    child = factories.pending_comment(edition, parent=held)
    moderation.approve(comment=held, by=moderator, version=1)
    assert list(Comment.objects.visible()) == [held]
    assert fresh(child).status == S.PENDING


@pytest.mark.behaviour(36)
@pytest.mark.parametrize("status", VERBS)
def test_undo_restores_what_was_before_by_a_further_decision(
    held, moderator, second_moderator, status
):
    comment = bring(held, status, moderator)
    last = comment.decision
    decision = moderation.undo(comment=comment, by=second_moderator, version=comment.version)
    assert decision.undoes == last
    assert fresh(comment).status == last.from_status
    again = moderation.undo(comment=comment, by=moderator, version=fresh(comment).version)
    assert fresh(comment).status == status
    assert again.reason == last.reason


def test_undo_needs_a_decision_and_a_fresh_copy(held, moderator, second_moderator):
    with pytest.raises(NotAllowedFrom):
        moderation.undo(comment=held, by=moderator, version=1)
    moderation.approve(comment=held, by=moderator, version=1)
    moderation.remove(comment=held, by=second_moderator, version=2, reason="unsafe")
    with pytest.raises(ChangedMeanwhile):
        moderation.undo(comment=held, by=moderator, version=2)
    assert fresh(held).status == S.REMOVED


@pytest.mark.parametrize(
    ("reason", "note"),
    [("", ""), ("because", ""), (Reason.OTHER, "  "), (Reason.ABUSE, "x" * 501)],
)
def test_a_refusal_needs_a_published_reason(held, moderator, reason, note):
    with pytest.raises(Incomplete):
        moderation.reject(comment=held, by=moderator, version=1, reason=reason, note=note)
    assert fresh(held).status == S.PENDING


@pytest.mark.parametrize("who", ["moderator", "superuser"])
def test_nobody_decides_on_their_own_answer(edition, request, author, who):
    by = request.getfixturevalue(who)
    own = factories.pending_comment(edition, written_by=by)
    with pytest.raises(NotAllowed, match="Another person"):
        moderation.approve(comment=own, by=by, version=1)


@pytest.mark.behaviour(41)
def test_removal_withholds_the_branch_and_undo_brings_it_back(edition, moderator, shown):
    root = shown()
    child = shown(parent=root)
    grandchild = shown(parent=child)
    other = shown(text="Another thread.")
    moderation.remove(comment=child, by=moderator, version=child.version, reason="abuse")
    assert set(Comment.objects.visible()) == {root, other}
    moderation.undo(comment=child, by=moderator, version=child.version + 1)
    assert set(Comment.objects.visible()) == {root, child, grandchild, other}


def test_a_rollback_leaves_nothing(held, moderator):
    def approve_and_fail():
        with transaction.atomic():
            moderation.approve(comment=held, by=moderator, version=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        approve_and_fail()
    assert not Decision.objects.exists()
    assert fresh(held).status == S.PENDING


@pytest.mark.behaviour(38)
def test_visible_follows_the_article(moderator, publisher, shown, published):
    comment = shown()
    assert Comment.objects.visible().get() == comment
    acts.withdraw(published, publisher)
    assert not Comment.objects.visible().exists()


@pytest.mark.behaviour(27)
class TestThread:
    def test_states(self, published, shown, moderator):
        shown()
        thread_verbs.set_state(article=published, by=moderator, state="closed", seen="open")
        assert Comment.objects.visible().exists()
        thread_verbs.set_state(article=published, by=moderator, state="hidden", seen="closed")
        assert not Comment.objects.visible().exists()
        thread_verbs.set_state(article=published, by=moderator, state="open", seen="hidden")
        assert Comment.objects.visible().exists()

    def test_a_stale_view_is_refused(self, published, moderator, second_moderator):
        thread_verbs.set_state(article=published, by=moderator, state="hidden", seen="open")
        with pytest.raises(ChangedMeanwhile, match="Hidden"):
            thread_verbs.set_state(
                article=published, by=second_moderator, state="closed", seen="open"
            )
        assert Thread.objects.get().state == "hidden"

    @pytest.mark.parametrize("who", ["author", "reviewer", "publisher", "administrator"])
    def test_other_roles(self, published, request, who):
        with pytest.raises(NotAllowed):
            thread_verbs.set_state(
                article=published, by=request.getfixturevalue(who), state="closed", seen="open"
            )

    def test_an_unknown_state(self, published, moderator):
        with pytest.raises(Incomplete):
            thread_verbs.set_state(article=published, by=moderator, state="ajar", seen="open")


class TestLawFive:
    """The database itself holds a reply until there is a decision on it."""

    def test_no_approval_without_a_decision(self, held):
        with pytest.raises(DatabaseError), transaction.atomic():
            Comment.objects.filter(pk=held.pk).update(status=S.APPROVED)

    def test_no_approval_by_another_reply_s_decision(self, edition, held, moderator):
        other = factories.pending_comment(edition, text="Another.")
        decision = moderation.approve(comment=other, by=moderator, version=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            Comment.objects.filter(pk=held.pk).update(status=S.APPROVED, decision=decision)

    def test_no_approval_by_a_decision_to_reject(self, held, moderator):
        decision = moderation.reject(comment=held, by=moderator, version=1, reason="abuse")
        with pytest.raises(DatabaseError), transaction.atomic():
            Comment.objects.filter(pk=held.pk).update(status=S.APPROVED, decision=decision)

    def test_no_approved_reply_is_inserted(self, edition):
        with pytest.raises(DatabaseError), transaction.atomic():
            factories.pending_comment(edition, status=S.APPROVED)

    @pytest.mark.behaviour(35)
    def test_decisions_never_change(self, held, moderator):
        decision = moderation.approve(comment=held, by=moderator, version=1)
        with pytest.raises(RowIsFrozen):
            decision.save()
        with pytest.raises(RowIsFrozen):
            decision.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            Decision._base_manager.filter(pk=decision.pk)._raw_delete("default")

    def test_no_badge_without_an_account(self, edition, author):
        with pytest.raises(DatabaseError), transaction.atomic():
            factories.pending_comment(edition, physician=author.physician)

    def test_no_reply_without_consent(self, edition):
        with pytest.raises(DatabaseError), transaction.atomic():
            factories.pending_comment(edition, consent_version="")
