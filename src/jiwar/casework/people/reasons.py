"""The reasons of `knowledge.names` in the reader's language, each with what it speaks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext, gettext_noop, pgettext

from jiwar.knowledge.names import Combined, Comparison, Finding, How, Item, Weighed
from jiwar.knowledge.names import Reason as NameReason

_SAYS_LITTLE = 0.5
_PART_SENTENCES = {
    How.SAME: gettext_noop("%(left)s in both"),
    How.SPELLING: gettext_noop("%(left)s and %(right)s: spellings of one name"),
    How.SCRIPT: gettext_noop("%(left)s is %(right)s in other letters"),
    How.EQUIVALENT: gettext_noop("%(left)s and %(right)s: one name in two languages"),
    How.INITIAL: gettext_noop("%(left)s and %(right)s: only the initial agrees"),
    How.JOINED: gettext_noop("%(left)s is %(right)s written as one"),
    How.PARTICLE: gettext_noop("%(left)s and %(right)s differ only in an article or a link"),
    How.TITLE: gettext_noop("%(left)s%(right)s is a title and says little"),
    How.DIFFERENT: gettext_noop("%(left)s and %(right)s differ"),
    How.EXTRA: gettext_noop("%(left)s only in the first name"),
    How.MISSING: gettext_noop("%(right)s only in the second name"),
    How.ORDER: gettext_noop("the parts stand in another order"),
}


@dataclass(frozen=True)
class Reason:
    """`speaks`: 'for', 'against', or '' where it says little either way."""

    text: str
    speaks: str
    of_name: bool = False


def of_name(comparison: Comparison, written: Iterable[str] = ()) -> tuple[Reason, ...]:
    """Which part met which, and how. `written`: the words of both names, to show parts as they are written there."""
    forms = {word.casefold(): word for word in written}
    return tuple(Reason(part_in_words(why, forms), _part_speaks(why), of_name=True) for why in comparison.why)


def part_in_words(why: NameReason, forms: Mapping[str, str] = MappingProxyType({})) -> str:
    left, right = (" ".join(forms.get(word, word) for word in part.split()) for part in (why.left, why.right))
    parts = {"left": _isolated(left), "right": _isolated(right)}
    return gettext(_PART_SENTENCES[why.how]) % parts


def _isolated(text: str) -> str:
    """A name keeps its own direction inside a sentence of another."""
    return f"\u2068{text}\u2069" if text else ""


def _part_speaks(why: NameReason) -> str:
    if why.how in {How.ORDER, How.TITLE, How.EXTRA, How.MISSING}:
        return ""
    return "for" if why.weight > 0 else "against"


def of_evidence(combined: Combined) -> tuple[Reason, ...]:
    """What else was told, and how common the name is; the name itself is told by its parts."""
    told = [item for item in combined.items if item.item is not Item.NAME or item.finding is Finding.COMMON]
    return tuple(Reason(_item_in_words(item), _item_speaks(item)) for item in told)


def _item_speaks(item: Weighed) -> str:
    if item.finding is Finding.COMMON or abs(item.weight) < _SAYS_LITTLE:
        return ""
    return "for" if item.weight > 0 else "against"


def _item_in_words(item: Weighed) -> str:
    sentence = _own_sentences().get((item.item, item.finding))
    return sentence or _sentences()[item.finding] % {"item": _items()[item.item]}


def _items() -> dict[Item, str]:
    return {
        Item.NAME: pgettext("compared", "name"),
        Item.BIRTH: pgettext("compared", "date of birth"),
        Item.SEX: pgettext("compared", "woman or man"),
        Item.NATIONALITY: pgettext("compared", "nationality"),
        Item.FATHER: pgettext("compared", "father’s name"),
        Item.MOTHER: pgettext("compared", "mother’s name"),
        Item.PHONE: pgettext("compared", "telephone"),
        Item.IDENTIFIER: pgettext("compared", "number of a paper"),
    }


def _own_sentences() -> dict[tuple[Item, Finding], str]:
    return {
        (Item.NAME, Finding.COMMON): gettext("a common name: it says less"),
        (Item.PHONE, Finding.SAME): gettext("the same telephone"),
        (Item.PHONE, Finding.DIFFERENT): gettext("another telephone"),
        (Item.IDENTIFIER, Finding.SAME): gettext("the same number on a paper"),
        (Item.IDENTIFIER, Finding.DIFFERENT): gettext("another number on a paper of the same kind"),
    }


def _sentences() -> dict[Finding, str]:
    return {
        Finding.ALIKE: gettext("%(item)s: alike"),
        Finding.COMMON: gettext("%(item)s: common here"),
        Finding.UNLIKE: gettext("%(item)s: not alike"),
        Finding.SAME_DAY: gettext("%(item)s: the same day"),
        Finding.SAME_DEFAULT: gettext("%(item)s: both 1 January, which is written when the day is not known"),
        Finding.POSSIBLE: gettext("%(item)s: can be the same"),
        Finding.YEAR_ONLY: gettext("%(item)s: about the same year"),
        Finding.SWAPPED: gettext("%(item)s: the same when day and month are exchanged"),
        Finding.ONE_DIGIT: gettext("%(item)s: differs in one digit"),
        Finding.OTHER_CALENDAR: gettext("%(item)s: the same when read in another calendar"),
        Finding.CLOSE_YEARS: gettext("%(item)s: less than two years apart"),
        Finding.FAR_APART: gettext("%(item)s: years apart"),
        Finding.SAME: gettext("%(item)s: the same"),
        Finding.DIFFERENT: gettext("%(item)s: different"),
    }
