"""Forms of this room. Every form that makes something carries a token, so that sending it twice has one effect."""

from jiwar.casework.cases.forms.case import CloseForm, DangerForm, DescribeForm, OpenForm, StepForm, WhyForm
from jiwar.casework.cases.forms.document import DescribeDocumentForm, DocumentForm
from jiwar.casework.cases.forms.note import AmendForm, NoteForm
from jiwar.casework.cases.forms.plan import AssessForm, ChangeGoalForm, GoalForm, NeedForm
from jiwar.casework.cases.forms.service import ProgressForm, ServiceForm
from jiwar.casework.cases.forms.task import MoveTaskForm, OwnTaskForm, TaskForm
from jiwar.casework.cases.forms.team import AssignForm, HandOverForm, PersonForm

__all__ = [
    "AmendForm",
    "AssessForm",
    "AssignForm",
    "ChangeGoalForm",
    "CloseForm",
    "DangerForm",
    "DescribeDocumentForm",
    "DescribeForm",
    "DocumentForm",
    "GoalForm",
    "HandOverForm",
    "MoveTaskForm",
    "NeedForm",
    "NoteForm",
    "OpenForm",
    "OwnTaskForm",
    "PersonForm",
    "ProgressForm",
    "ServiceForm",
    "StepForm",
    "TaskForm",
    "WhyForm",
]
