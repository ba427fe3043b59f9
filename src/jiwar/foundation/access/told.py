"""The words of the house as sentences. Names are looked up when they are read, never kept in the word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.access import roles, words
from jiwar.foundation.access.compartments import all_compartments
from jiwar.foundation.access.models import Grant, Membership, ResetRequest, Word
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


def in_words(rows: list[Word]) -> list[Said]:
    known = _Known(rows)
    return [Said(row.id, row.at, known.sentence(row), row.read_at is None) for row in rows]


@statement
def _grants(ids: tuple[UUID, ...]) -> QuerySet[Grant]:
    return Grant.objects.filter(id__in=ids).select_related("member__account")


@statement
def _members(ids: tuple[UUID, ...]) -> QuerySet[Membership]:
    return Membership.objects.filter(id__in=ids).select_related("account")


class _Known:
    """Names of all members and parts the words speak of, fetched at once."""

    def __init__(self, rows: list[Word]) -> None:
        grants = {UUID(row.about["grant"]) for row in rows if row.about.get("grant")}
        self.grants = {str(grant.id): grant for grant in _grants(tuple(grants))}
        members = {UUID(row.about["member"]) for row in rows if row.about.get("member")}
        self.members = {str(member.id): member.account.name for member in _members(tuple(members))}
        self.roles = {role.code: role.name for role in roles.all_roles()}
        self.parts = {part.code: part.name for part in all_compartments()}

    def sentence(self, row: Word) -> str:
        sentence = _SENTENCES.get(row.kind) or _others.get(row.kind)
        if sentence is None:
            return _("Something of yours was changed.")
        return str(sentence) % self._named(row.about)

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
