"""The group has a certificate, and the letter on top of Ahmed's objection is signed with it."""

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.letters.queries import letters_of
from jiwar.lines.legal.signing import actions


def tell(story: Story, adviser: Viewer, case: Case) -> None:
    keeper = next((viewer for viewer in map(story.as_, story.cast) if viewer.can(can.MANAGE_GROUP)), None)
    made = [each.row for each in letters_of(adviser, case) if each.row.kind == "appeal-cover"]
    if keeper is None or not made:
        return
    actions.make_certificate(keeper)
    try:
        actions.sign_for_group(adviser, document=made[0].document, signed_as="legal adviser")
    except NotPossible:
        return
