"""The words of the house as sentences. Names are looked up when they are read, never kept in the word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.access import roles, words
from jiwar.foundation.access.compartments import all_compartments
from jiwar.foundation.access.models import Alarm, Grant, Lending, Membership, ResetRequest, Word
from jiwar.foundation.groups.statements import statement

_SENTENCES: dict[str, str | Promise] = {
    words.GRANT_GIVEN: gettext_lazy("A guarded part of a file (%(part)s) was opened to you."),
    words.GRANT_ASKED: gettext_lazy("A guarded part of a file (%(part)s) opens to you when the data guardian agrees."),
    words.GRANT_WAITS: gettext_lazy("Opening a guarded part of a file (%(part)s) to %(member)s waits for your word."),
    words.GRANT_CONFIRMED: gettext_lazy("The data guardian agreed: %(part)s of a file is open to %(member)s."),
    words.GRANT_REFUSED: gettext_lazy("The data guardian refused that %(part)s of a file is opened to %(member)s."),
    words.ROLE_GIVEN: gettext_lazy("You were given the role %(role)s."),
    words.ROLE_WAITS: gettext_lazy("The role %(role)s for %(member)s waits for your word."),
    words.ROLE_CONFIRMED: gettext_lazy("The data guardian agreed to your role %(role)s."),
    words.ROLE_ENDED: gettext_lazy("The role %(role)s of %(member)s has ended."),
    words.RESET_WISHED: gettext_lazy(
        "%(member)s cannot sign in (%(kind)s) and asks for help. Meet them, then ask for a reset."
    ),
    words.RESET_ASKED: gettext_lazy("A reset of the sign-in of %(member)s was asked for (%(kind)s)."),
    words.RESET_DECIDED: gettext_lazy("The reset of the sign-in of %(member)s was decided (%(kind)s): %(outcome)s."),
    words.GRANT_CLOSED: gettext_lazy("The data guardian closed %(part)s of a file to %(member)s."),
    words.LENT: gettext_lazy("%(giver)s opened parts of a file to you for some hours."),
    words.LENT_OF_YOURS: gettext_lazy("%(giver)s opened parts of a file that is yours to %(member)s for some hours."),
    words.LENDING_ENDED: gettext_lazy("What was opened to you for some hours was ended early."),
    words.EMERGENCY: gettext_lazy("%(member)s opened a part of a file in an emergency. Look into it afterwards."),
    words.EMERGENCY_OF_YOURS: gettext_lazy("%(member)s opened a part of a file that is yours in an emergency."),
    words.EMERGENCY_REVIEWED: gettext_lazy(
        "The data guardian reviewed what %(member)s opened in an emergency: %(outcome)s."
    ),
    words.READING_ALARM: gettext_lazy("An alarm about reading: %(member)s %(what)s."),
    words.READING_LIMITS: gettext_lazy("%(member)s changed how many files may be opened in an hour."),
    words.ACCOUNT_UNLOCKED: gettext_lazy("The data guardian unlocked your account."),
    words.NEW_PLACE: gettext_lazy(
        "Your account was opened from a place that is new. If that was not you, tell the data guardian at once."
    ),
    words.DUPLICATE_OF_HIDDEN: gettext_lazy(
        "The new file %(person)s may be the same person as the hidden file %(hidden)s."
    ),
}
_others: dict[str, str | Promise] = {}


def register(kind: str, sentence: str | Promise) -> None:
    """A room's own kind of word: one sentence that needs no names."""
    _others[kind] = sentence


@dataclass(frozen=True)
class Said:
    id: UUID
    at: datetime
    text: str
    new: bool
    url: str = ""


def in_words(rows: list[Word]) -> list[Said]:
    known = _Known(rows)
    return [Said(row.id, row.at, known.sentence(row), row.read_at is None, known.address(row)) for row in rows]


@statement
def _grants(ids: tuple[UUID, ...]) -> QuerySet[Grant]:
    return Grant.objects.filter(id__in=ids).select_related("member__account")


@statement
def _members(ids: tuple[UUID, ...]) -> QuerySet[Membership]:
    return Membership.objects.filter(id__in=ids).select_related("account")


@statement
def _lendings(ids: tuple[UUID, ...]) -> QuerySet[Lending]:
    return Lending.objects.filter(id__in=ids).select_related("member__account", "given_by__account")


@statement
def _alarms(ids: tuple[UUID, ...]) -> QuerySet[Alarm]:
    return Alarm.objects.filter(id__in=ids).select_related("member__account")


def _ids(rows: list[Word], of: str) -> tuple[UUID, ...]:
    return tuple({UUID(row.about[of]) for row in rows if row.about.get(of)})


class _Known:
    """Names of all members and parts the words speak of, fetched at once."""

    def __init__(self, rows: list[Word]) -> None:
        self.grants = {str(grant.id): grant for grant in _grants(_ids(rows, "grant"))}
        self.lendings = {str(lending.id): lending for lending in _lendings(_ids(rows, "lending"))}
        self.alarms = {str(alarm.id): alarm for alarm in _alarms(_ids(rows, "alarm"))}
        self.members = {str(member.id): member.account.name for member in _members(_ids(rows, "member"))}
        self.roles = {role.code: role.name for role in roles.all_roles()}
        self.parts = {part.code: part.name for part in all_compartments()}

    def sentence(self, row: Word) -> str:
        sentence = _SENTENCES.get(row.kind) or _others.get(row.kind)
        if sentence is None:
            return _("Something of yours was changed.")
        return str(sentence) % {**self._named(row.about), **self._lent(row.about), **self._alarmed(row.about)}

    def address(self, row: Word) -> str:
        """Where to look into it. The one it was opened to finds it on their day, as long as it stands open."""
        lending = self.lendings.get(str(row.about.get("lending", "")))
        if row.kind == words.READING_ALARM:
            # Administrators are told of a guardian's; the page is the guardians' alone.
            return "" if row.about.get("of_guardian") else reverse("access:reading")
        if lending and row.kind == words.EMERGENCY:
            return reverse("access:review", args=[lending.id])
        if lending and row.kind in (words.EMERGENCY_OF_YOURS, words.LENT_OF_YOURS):
            return reverse("access:opened", args=[row.about.get("file", lending.subject_id)])
        return ""

    def _lent(self, about: dict[str, Any]) -> dict[str, Any]:
        lending = self.lendings.get(str(about.get("lending", "")))
        if lending is None:
            return {"giver": "–"}
        names = {"giver": lending.given_by.account.name, "member": lending.member.account.name}
        return {**names, "outcome": lending.get_outcome_display()}

    def _alarmed(self, about: dict[str, Any]) -> dict[str, Any]:
        alarm = self.alarms.get(str(about.get("alarm", "")))
        return {"member": alarm.member.account.name, "what": alarm.get_kind_display()} if alarm else {"what": "–"}

    def _named(self, about: dict[str, Any]) -> dict[str, Any]:
        grant = self.grants.get(str(about.get("grant", "")))
        kinds = {kind.value: kind.label for kind in ResetRequest.Kind}
        return {
            "member": grant.member.account.name if grant else self.members.get(str(about.get("member", "")), "–"),
            "part": self.parts.get(grant.compartment, grant.compartment) if grant else "–",
            "role": self.roles.get(about.get("role", ""), about.get("role", "–")),
            "kind": kinds.get(about.get("kind", ""), "–"),
            "person": about.get("person", "–"),
            "hidden": about.get("hidden", "–"),
            "outcome": _("agreed") if about.get("agreed") else _("refused"),
        }
