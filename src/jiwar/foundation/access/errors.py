"""What cannot be done because of a rule of the house, said to the one who tried."""

from django.utils.functional import Promise


class Impossible(Exception):
    """A rule forbids this, whoever asks. `says` is one sentence for the page; nothing was changed."""

    def __init__(self, says: str | Promise) -> None:
        super().__init__(str(says))
        self.says = says
