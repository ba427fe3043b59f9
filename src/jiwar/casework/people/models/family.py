"""Who lives with whom, and who is what to whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.models.person import Person
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class Household(SealedModel):
    """People who live and eat together. A subject of its own: a case may concern all of them."""

    label = SealedText()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        pass


class HouseholdMember(GroupOwned):
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    head = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(left_at__isnull=True), name="one_household_at_a_time"
            )
        ]


class Relation(SealedModel):
    """`other` is the `kind` of `person`: 'other is the mother or father of person'. Sealed under `person`.

    Shown only to those who may know both.
    """

    class Kind(models.TextChoices):
        SPOUSE = "spouse", _("wife or husband")
        CHILD = "child", _("child")
        PARENT = "parent", _("mother or father")
        SIBLING = "sibling", _("sister or brother")
        GUARDIAN = "guardian", _("guardian")
        WARD = "ward", _("child under guardianship")
        WALI = "wali", _("wali")
        WALI_OF = "wali-of", _("has this person as wali")
        KAFIL = "kafil", _("kafil (took the child in)")
        MAKFUL = "makful", _("child in kafala")
        OTHER = "other", _("other relation")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = SealedText()
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="nobody_is_their_own_relation")
        ]


class RelationCircumstance(SealedModel):
    """What a stranger must not learn of a relation. Compartment `general`: the front desk sees the bond, not this."""

    class Code(models.TextChoices):
        UNREGISTERED = "unregistered", _("Marriage not registered")
        SEPARATED = "separated", _("Separated")
        CONTESTED = "contested", _("Contested")

    relation = models.OneToOneField(Relation, on_delete=models.CASCADE, related_name="circumstance")
    codes = SealedJSON(default=list)
    note = SealedText()

    class Meta(SealedModel.Meta):
        pass
