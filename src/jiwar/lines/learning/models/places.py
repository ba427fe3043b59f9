"""Who waits for a course, what was offered, and who has a place: each under the learner's own key."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case, Service
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.learning.models.courses import Course, TaughtClass
from jiwar.lines.learning.models.learners import Learner


class WaitingEntry(SealedModel):
    """Somebody waits for a course. `since` is the day their waiting counts from, and the rules read it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        OFFERED = "offered", _("was offered a place")
        PLACED = "placed", _("has a place")
        ENDED = "ended", _("waits no more")

    RUNNING = (State.WAITING, State.OFFERED)

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="waiting")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    """Whose caseworker is told of an offer."""
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wishes = SealedJSON(default=dict)
    """`wishes.Wishes` as data: what makes a class possible for the learner."""
    since = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    lost_place = SealedJSON(default=bool)
    """Had a place that we took away."""
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = SealedText()

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course"],
                condition=Q(state__in=("waiting", "offered")),
                name="waits_for_a_course_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["course", "state", "since"], name="who_waits_for_a_course")]


class PlaceOffer(SealedModel):
    """A place in a class, offered to whoever was next by the rules, to be answered by a day."""

    class State(models.TextChoices):
        OPEN = "open", _("offered")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("not answered in time")
        TAKEN_BACK = "taken-back", _("taken back")

    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, related_name="offers")
    taught = models.ForeignKey(TaughtClass, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    why = SealedJSON(default=dict)
    """Where they stood when it was offered, and by which rule."""
    offered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    """None where the place went on by itself."""
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    words = SealedText()

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(state="open"), name="one_open_offer_at_a_time")
        ]
        indexes = [models.Index(fields=["taught", "state", "until"], name="offers_of_a_class")]


class Enrolment(SealedModel):
    """A learner's place in a class, from a day to a day. The teachers' grants follow from it."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="enrolments")
    taught = models.ForeignKey(TaughtClass, on_delete=models.PROTECT, related_name="enrolments")
    entry = models.ForeignKey(WaitingEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outside_order = SealedText()
    """Why somebody got a place outside of the order; empty where the list gave it."""
    since = models.DateField()
    enrolled_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_how = SealedText()
    """A code of `words.ENDINGS`."""
    ended_words = SealedText()

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "taught"], condition=Q(ended_on__isnull=True), name="one_place_in_a_class"
            )
        ]
        indexes = [models.Index(fields=["taught", "ended_on"], name="places_in_a_class")]
