"""The command jiwar: help everywhere, one sentence for every fault, status 2."""

import gc
import json
import re
import subprocess
import sys

import pytest

from jiwar.site import command_line
from jiwar.site.command_line import django_start

COMMANDS = [module.__name__.rpartition(".")[2].replace("_", "-") for module in command_line.COMMANDS]
REMOVAL = ["deadline", "--procedure", "tr", "--track", "removal"]


def jiwar(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jiwar.site.command_line", *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("words", [[name] for name in COMMANDS] + [["audit", "verify"], ["procedures", "check"]])
def test_every_command_explains_itself(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.main([*words, "--help"])
    assert ended.value.code == 0
    assert f"usage: jiwar {' '.join(words)}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "jiwar: The following arguments are required: COMMAND. See jiwar --help."),
        (["deadline", "--procedure", "tr"], "jiwar deadline: The following arguments are required: --track."),
        ([*REMOVAL, "--today", "2026-02-30"], "jiwar deadline: The day '2026-02-30' of --today"),
        ([*REMOVAL, "--event", "lunch"], "jiwar deadline: The event 'lunch' cannot be read"),
        ([*REMOVAL, "--event", "lunch=2026-03-02"], 'jiwar deadline: There is no event "lunch"'),
        (["deadline", "--procedure", "xx", "--track", "y"], 'jiwar deadline: There is no procedure "xx"'),
        (["serve", "--port", "door"], "jiwar serve: Argument --port: invalid int value: 'door'."),
        (["restore", "/nowhere/b.age"], "jiwar restore: There is no backup at /nowhere/b.age."),
    ],
)
def test_a_fault_is_one_sentence_and_status_two(arguments: list[str], sentence: str) -> None:
    done = jiwar(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_a_deadline_as_json() -> None:
    done = jiwar(*REMOVAL, "--event", "deportation-decision-notified=2026-03-02", "--today", "2026-03-03", "--json")
    assert done.returncode == 0
    first = json.loads(done.stdout)["deadlines"][0]
    assert (first["id"], first["due"], first["safe"]) == ("tr-deportation-suit", "2026-03-09", "2026-03-06")
    assert {"kind", "party", "action", "known", "no_limit", "precaution", "compute", "confidence"} <= set(first)
    assert first["sources"]
    assert len(first["why"]) > 3


def test_what_has_not_begun_is_not_called_unverified(capsys: pytest.CaptureFixture[str]) -> None:
    event = ["--event", "deportation-decision-notified=2026-03-02", "--today", "2026-03-03"]
    assert command_line.main([*REMOVAL, *event]) == 0
    answer = capsys.readouterr().out
    assert "\nnot begun  Court rules on the deportation suit; ruling final\n" in answer
    assert "\ntime limit not verified" not in answer


def test_questions_of_law_are_answered_without_django() -> None:
    code = "import sys; from jiwar.site.command_line import main; main(sys.argv[1:]); exit('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "procedures", "list"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert re.search(r"^tr  ", done.stdout, re.MULTILINE)


def test_an_option_that_cannot_be_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIWAR_SESSION_HOURS", "24")
    done = jiwar("audit", "verify")
    assert (done.returncode, done.stderr) == (
        2,
        "jiwar audit: JIWAR_SESSION_HOURS cannot be 24: take 8 to 10.\n",
    )


def test_after_a_start_garbage_is_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    monkeypatch.setattr("django.setup", lambda: held.append(gc.isenabled()))
    django_start._load()
    assert (held, gc.isenabled()) == ([False], True)
