"""What the worker remembers: who leads, which workers live, when each recurring job ran, which messages wait."""

import uuid

from django.conf import settings
from django.db import models


class Lease(models.Model):
    """The right to run recurring jobs, held by one worker at a time and lost when it is not renewed."""

    name = models.CharField(max_length=32, primary_key=True)
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A worker process. One that has not been seen for a while is taken for dead."""

    id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class Run(models.Model):
    """The last run of one recurring job. Of jobs that run every few seconds one run in thirty seconds is noted."""

    name = models.CharField(max_length=120, primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=120, blank=True, help_text="Kind of the exception, never its message")

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """A neutral message to one account: which text, never what it is about."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        GIVEN_UP = "given-up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    notice = models.CharField(max_length=32)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="messages_that_wait")
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.state}"
