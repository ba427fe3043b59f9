"""Messages: only to those who asked, only with a server, neutral, tried again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from jiwar.foundation.access.models import Account
from jiwar.foundation.jobs import outbox
from jiwar.foundation.jobs.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(settings: Settings) -> Account:
    settings.JIWAR_SENDS_EMAIL = True
    return Account.objects.create_user("maryam", name="Maryam Haddad", email="maryam@example.org", wants_reminders=True)


@pytest.mark.parametrize(("field", "value"), [("wants_reminders", False), ("email", ""), ("is_active", False)])
def test_nobody_is_written_to_unasked(account: Account, field: str, value: object) -> None:
    setattr(account, field, value)
    assert outbox.tell(account, outbox.SOMETHING_WAITS) is None
    assert not Message.objects.exists()


def test_without_a_mail_server_nothing_is_written(account: Account, settings: Settings) -> None:
    settings.JIWAR_SENDS_EMAIL = False
    assert outbox.tell(account, outbox.SOMETHING_WAITS) is None


def test_a_message_is_neutral_and_sent_once(account: Account) -> None:
    outbox.tell(account, outbox.SOMETHING_WAITS)
    outbox.tell(account, outbox.SOMETHING_WAITS)
    assert outbox.deliver() == 1
    assert outbox.deliver() == 0
    (sent,) = mail.outbox
    assert sent.to == ["maryam@example.org"]
    assert sent.subject == "You have a message"
    assert "Maryam" not in sent.message().as_string().replace("maryam@example.org", "")


def test_a_server_that_is_down_loses_nothing(account: Account, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.foundation.jobs.test_outbox.Down"
    outbox.tell(account, outbox.SOMETHING_WAITS)
    now = timezone.now()
    assert outbox.deliver(now=now) == 0
    assert outbox.deliver(now=now + timedelta(minutes=1)) == 0
    message = Message.objects.get()
    assert (message.state, message.attempts) == (Message.State.WAITING, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.deliver(now=now + timedelta(minutes=3)) == 1


def test_a_message_is_given_up_in_the_end(account: Account, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.foundation.jobs.test_outbox.Down"
    outbox.tell(account, outbox.SOMETHING_WAITS)
    now = timezone.now()
    for _ in range(outbox.ATTEMPTS + 3):
        now += outbox.LONGEST_PAUSE
        outbox.deliver(now=now)
    message = Message.objects.get()
    assert (message.state, message.attempts) == (Message.State.GIVEN_UP, outbox.ATTEMPTS)


class Down:
    def __init__(self, **_options: object) -> None:
        pass

    def send_messages(self, _messages: object) -> int:
        raise ConnectionRefusedError
