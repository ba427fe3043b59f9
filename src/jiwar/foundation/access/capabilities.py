"""Capabilities: what a role may do. Typed constants, so that a typing error fails at import, not in silence."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Capability:
    code: str
    # A lazy text hashes by what it says in the reader's language: two languages would be two capabilities.
    meaning: str | Promise = field(compare=False)

    def __str__(self) -> str:
        return self.code


_known: dict[str, Capability] = {}


def register(code: str, meaning: str | Promise) -> Capability:
    if code in _known:
        raise ValueError(f"capability {code} is registered twice")
    _known[code] = Capability(code, meaning)
    return _known[code]


def all_capabilities() -> tuple[Capability, ...]:
    return tuple(_known.values())


SIGNED_IN = register("signed-in", _("be a member of the group"))
SEE_DESK = register("see-desk", _("see one's own day"))
FIND_PEOPLE = register("find-people", _("find people by name, number or telephone"))
REGISTER_PEOPLE = register("register-people", _("register a person"))
MATCH_PEOPLE = register("match-people", _("say whether two records are of one person"))
IMPORT_PEOPLE = register("import-people", _("bring in lists of people"))
EXPORT_PEOPLE = register("export-people", _("take out the list of all people they may know of"))
WORK_ON_FILES = register("work-on-files", _("work on the files one has been given"))
TRIAGE = register("triage", _("see the intake queue and flag danger"))
OVERSEE = register("oversee", _("see who is responsible for what and by when, not the content"))
ASSIGN = register("assign", _("give cases to people, and parts of files for some hours"))
BREAK_GLASS = register("open-in-emergency", _("open a part of a file in an emergency, for an hour at most"))
BOOK = register("book", _("book appointments"))
DECIDE_CONFLICTS = register("decide-conflicts", _("decide whether two files stand against one another"))
HIDE_FILES = register("hide-files", _("hide the existence of a file"))
GUARD_DATA = register("guard-data", _("give the second word on roles, grants and resets; see the audit"))
AGREE_TO_ERASING = register("agree-to-erasing", _("give the second word on erasing a person"))
SEE_MEMBERS = register("see-members", _("see who is a member, in which role and office"))
MANAGE_MEMBERS = register("manage-members", _("invite members, give and end roles"))
MANAGE_GROUP = register("manage-group", _("change the group's settings, offices and local days"))
