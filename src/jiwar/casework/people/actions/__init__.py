"""What can be done about people: verbs, the acting viewer first, each in one transaction with its audit entry.

`register` raises `MaybeKnown` until it is told 'none of these'. `edit_*` take the version that was seen and raise
`jiwar.casework.stale.Stale` when that part has been changed since. All raise `NotThere` or `Refused` as the policy
says.
"""

from jiwar.casework.people.actions.consenting import (
    answer_consent,
    ask_and_answer,
    ask_consent,
    give,
    refuse,
    withdraw,
)
from jiwar.casework.people.actions.drafting import discard_draft, keep_draft
from jiwar.casework.people.actions.editing import (
    edit_birth,
    edit_contact,
    edit_identifiers,
    edit_languages,
    edit_who,
)
from jiwar.casework.people.actions.family import (
    end_relation,
    join_household,
    leave_household,
    relate,
    tell_circumstance,
)
from jiwar.casework.people.actions.matching import decide_pair
from jiwar.casework.people.actions.needs import end_need, record_need
from jiwar.casework.people.actions.registering import MaybeKnown, register

__all__ = [
    "MaybeKnown",
    "answer_consent",
    "ask_and_answer",
    "ask_consent",
    "decide_pair",
    "discard_draft",
    "edit_birth",
    "edit_contact",
    "edit_identifiers",
    "edit_languages",
    "edit_who",
    "end_need",
    "end_relation",
    "give",
    "join_household",
    "keep_draft",
    "leave_household",
    "record_need",
    "refuse",
    "register",
    "relate",
    "tell_circumstance",
    "withdraw",
]
