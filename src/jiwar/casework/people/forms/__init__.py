"""Forms of this room. None writes a field it did not show; all keep what was typed."""

from jiwar.casework.people.forms.consent import AnswerForm, AskForm
from jiwar.casework.people.forms.family import CircumstanceForm, RelateForm
from jiwar.casework.people.forms.need import NeedForm
from jiwar.casework.people.forms.parts import FORMS, PartForm
from jiwar.casework.people.forms.register import RegisterForm

__all__ = ["FORMS", "AnswerForm", "AskForm", "CircumstanceForm", "NeedForm", "PartForm", "RegisterForm", "RelateForm"]
