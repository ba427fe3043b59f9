"""What an action refuses for reasons of the work, not of rights. Each carries words for the form."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework import stale
from jiwar.casework.service_lines import OpenMatter


class Stale(stale.Stale):
    """Someone else changed the row since the form was opened. `current` is the row as it is now."""

    def __init__(self, current: models.Model, *, seen: int = 0) -> None:
        super().__init__(seen=seen, now=getattr(current, "version", 0))
        self.current = current


class NotPossible(Exception):
    """The work does not allow this now. `words` say why and what to do."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(str(words))
        self.words = words


class StillOpen(NotPossible):
    """A case is not closed over what is still open: each matter is named."""

    def __init__(self, matters: list[OpenMatter]) -> None:
        super().__init__(_("The case cannot be closed yet: deal with what is still open, each by name."))
        self.matters = matters


def closed() -> NotPossible:
    return NotPossible(_("This case is closed. Reopen it to work on it."))
