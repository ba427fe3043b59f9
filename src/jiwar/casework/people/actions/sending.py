"""A form sent twice (a slow line, a second press) has one effect: the row it makes has an id that its token decides."""

from uuid import UUID, uuid4, uuid5

from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer


def row_id(viewer: Viewer, token: UUID | None) -> UUID:
    """Of the row this sending makes. Who sends it a second time meanwhile waits here, in the caller's transaction.

    Without a token (another action, the demo) every sending is a new one.
    """
    if token is None:
        return uuid4()
    Membership.objects.select_for_update().get(id=viewer.id)
    return uuid5(viewer.id, str(token))
