"""Who asks: what shapes a statement of theirs, and what is told of them where they are written out."""

from django.utils import timezone

from jiwar.foundation.access import capabilities
from jiwar.foundation.access.models import Account, MemberRole, Membership
from jiwar.foundation.access.viewer import account_of_session, viewer_for, viewer_of_account
from jiwar.foundation.groups.models import Group
from tests.cast import Cast


def test_who_can_do_other_things_never_shares_a_statement(cast: Cast, group: Group) -> None:
    viewers = [player.viewer for player in cast.everyone().values()]
    rights = {(viewer.capabilities, viewer.opens) for viewer in viewers}
    assert len({viewer.shape() for viewer in viewers}) == len(rights) == 6
    for viewer in viewers:
        assert viewer.shape() == (viewer.capabilities, viewer.opens)
        assert viewer.ids() == (viewer.member.id,)
        assert viewer.with_ids((group.id,)).member.id == group.id
        assert viewer.with_ids((group.id,)).shape() == viewer.shape()


def test_who_asks_is_told_of_in_few_words(cast: Cast) -> None:
    viewer = viewer_for(cast.volunteer.member, session="marked", address="10.0.0.0/24")
    assert repr(viewer) == f"Viewer(roles={viewer.roles!r})"
    assert (viewer.session, viewer.address) == ("marked", "10.0.0.0/24")
    assert (cast.volunteer.viewer.session, cast.volunteer.viewer.address) == ("", "")


class TestBehindASession:
    """The account was read when the request began; what is asked for afterwards asks the tables again."""

    def test_who_is_a_member_acts_with_their_roles(self, cast: Cast) -> None:
        viewer = viewer_of_account(cast.volunteer.account, session="marked", address="10.0.0.0/24")
        assert viewer is not None
        assert (viewer.member, viewer.group) == (cast.volunteer.member, cast.volunteer.member.group)
        assert (viewer.roles, viewer.capabilities) == (cast.volunteer.viewer.roles, cast.volunteer.viewer.capabilities)
        assert (viewer.session, viewer.address) == ("marked", "10.0.0.0/24")

    def test_who_has_left_or_was_locked_meanwhile_is_nobody(self, cast: Cast) -> None:
        gone, locked, stale = cast.volunteer, cast.reception, cast.caseworker
        Membership.objects.filter(id=gone.member.id).update(ended_at=timezone.now())
        Account.objects.filter(id=locked.account.id).update(is_active=False)
        assert locked.account.is_active, "as it was read before"
        stale.account.is_active = False
        for player in (gone, locked, stale):
            assert viewer_of_account(player.account) is None
        found = {player: account_of_session(player.account.id) for player in (gone, locked, stale)}
        assert found == {gone: gone.account, locked: None, stale: stale.account}

    def test_a_role_that_ended_gives_nothing(self, cast: Cast) -> None:
        MemberRole.objects.filter(member=cast.volunteer.member).update(ended_at=timezone.now())
        viewer = viewer_of_account(cast.volunteer.account)
        assert viewer is not None
        assert (viewer.roles, viewer.capabilities) == ((), frozenset({capabilities.SIGNED_IN}))
        assert (viewer.session, viewer.address) == ("", "")
