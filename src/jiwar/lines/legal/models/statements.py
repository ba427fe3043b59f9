"""What the person told: sessions, the events in order of time, drafts with their versions, what is still to be asked.

All of it is privileged. What fewer people shall see stands in the restricted part, and is shown only to whoever holds
both parts. Versions are never overwritten; an event that is taken out stays as it was.
"""

from django.db import models

from jiwar.casework.cases.models import Case, Document, Note
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class StatementSession(SealedModel):
    """One sitting. What was spoken about and the minutes are a note of the case: there minutes are counted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="+")
    interpreter = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Where it was one of us; else a name in `details`."""
    details = SealedJSON(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="statement_sessions_of_a_case")]


class ChronologyEntry(SealedModel):
    """Something that happened, with its date as it was said. `days` and `link` as `statements.days` keeps them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(StatementSession, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = SealedText()
    place = SealedText()
    said = SealedText()
    calendar = SealedText()
    """Which calendar the years in `said` are of, where somebody said so."""
    days = SealedJSON(default=dict)
    link = SealedJSON(default=dict)
    other = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The event `link` counts from."""
    stage = SealedText()
    """'home', 'way' or 'here'; empty: not said."""
    step = SealedText()
    """The kind of event of the procedure it is, when it is one."""
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    taken_out_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="chronology_of_a_case")]


class StatementQuestion(SealedModel):
    """Something still to be asked, or two things that do not fit yet. `key`: of one the program found, once closed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = SealedText()
    text = SealedText()
    entries = SealedJSON(default=list)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = SealedText()
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="statement_questions_of_a_case")]


class Statement(SealedModel):
    """A text that is written, in the language it is written in; `StatementVersion` holds what it says."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    title = SealedText()
    language = SealedText()
    begun_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="statements_of_a_case")]


class StatementVersion(SealedModel):
    """`body`: its paragraphs but for those of the narrower circle, as `statements.paragraphs` keeps them."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = SealedJSON(default=list)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="versions_of_a_statement")]


class NarrowPassages(SealedModel):
    """The paragraphs of a version that fewer people see, with their places. Each version has the row, also an empty
    one: that there is none must not show."""

    of_version = models.OneToOneField(StatementVersion, on_delete=models.PROTECT, related_name="+")
    passages = SealedJSON(default=list)

    class Meta(SealedModel.Meta):
        pass


class ReadBack(SealedModel):
    """A version was read to the person, and what they said of it."""

    of_version = models.ForeignKey(StatementVersion, on_delete=models.PROTECT, related_name="read_backs")
    read_on = models.DateField()
    language = SealedText()
    interpreter_name = SealedText()
    interpreter = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = SealedText()
    """'yes', 'corrections' or 'not-yet'."""
    corrections = SealedText()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["of_version"], name="readings_back_of_a_version")]
