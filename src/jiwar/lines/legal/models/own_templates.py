"""A group's own templates for letters."""

from django.db import models

from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedFile, SealedModel


class OwnTemplate(SealedModel):
    """A text document with gaps. It is offered once it was tried; retired, it stays for the letters made of it. Its
    subject is nobody's file and hidden from all."""

    name = SealedText()
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    """The names it asks for."""
    language = models.CharField(max_length=8)
    pack = models.CharField(max_length=64, blank=True)
    """The procedure it is for; empty: any."""
    step = models.CharField(max_length=48, blank=True)
    """What must have happened for it to stand first; empty: nothing."""
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    tried_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tried_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        pass

    @property
    def in_use(self) -> bool:
        return self.tried_at is not None and self.retired_at is None
