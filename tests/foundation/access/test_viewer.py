"""Who asks: what shapes a statement of theirs, and what is told of them where they are written out."""

from jiwar.foundation.access.viewer import viewer_for
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
