"""A share as a page of text for the printer, in English and in Arabic."""

from collections.abc import Iterable
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from jiwar.foundation.vault.custody import Shares
from jiwar.site.keyring.shares import fingerprint

LANGUAGES = ("en", "ar")
COLUMNS = 4
WIDTH = 17


def share_page(shares: Shares, number: int, words: str, groups: Iterable[str]) -> str:
    """One share. Its words stand once, numbered; everything around them in both languages."""
    names = list(groups)
    parts = []
    for language in LANGUAGES:
        with translation.override(language):
            parts.append("\n".join(_around(shares, number, names)))
    before, after = parts
    return "\n\n".join([before, _table(words.split()), after]) + "\n"


def _around(shares: Shares, number: int, groups: list[str]) -> list[str]:
    made = {"number": number, "made": shares.made, "needed": shares.needed}
    return [
        _("JIWAR · RECOVERY SHARE %(number)s OF %(made)s") % made,
        *groups,
        _("printed %(day)s · fingerprint %(fingerprint)s")
        % {"day": date.fromisoformat(shares.on).isoformat(), "fingerprint": fingerprint(shares)},
        "",
        _("Any %(needed)s of the %(made)s shares open the keys of this installation. Fewer tell nothing.") % made,
        _("Keep this page where nobody else finds it, never on a computer, never beside another share."),
        _("Nobody who works for Jiwar will ever ask you for it. You may be asked by your own group to type it"),
        _("in, so that all of you know that it still opens the keys: jiwar key recover --rehearse"),
        _("After a loss: jiwar key recover --copy FILE, with the file that lies beside each backup (.keys.age)."),
    ]


def _table(words: list[str]) -> str:
    rows = -(-len(words) // COLUMNS)
    lines = []
    for row in range(rows):
        cells = [(at, words[at]) for at in range(row, len(words), rows)]
        lines.append("".join(f"{at + 1:>3} {word}".ljust(WIDTH) for at, word in cells).rstrip())
    return "\n".join(lines)
