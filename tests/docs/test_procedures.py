"""What lawyers are told of events, periods, packs and scenarios is what the program does."""

import pytest

from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import VOCABULARY, Compute, Confidence, Kind, Status, load, situations
from jiwar.site import command_line
from tests.docs.pages import ROOT, code, section, table, text_of

PAGE = "docs/procedures.md"
PACKS = ROOT / "src" / "jiwar" / "knowledge" / "procedures" / "packs"


def test_events() -> None:
    documented = [(code(row[0]), row[1], row[2]) for row in table(PAGE, "event", "meaning")]
    assert documented == [
        (event.kind.value, event.label, "yes" if event.notification else "no") for event in VOCABULARY.values()
    ]


@pytest.mark.parametrize(("word", "known"), [("kind", Kind), ("status", Status)])
def test_words(word: str, known: type[Kind] | type[Status]) -> None:
    assert [code(row[0]) for row in table(PAGE, word, "meaning")] == [each.value for each in known]


def test_how_sure_and_whether_computed() -> None:
    for each in (*Confidence, *Compute):
        assert f"| `{each.value}` |" in text_of(PAGE)


def test_packs() -> None:
    documented = [(code(row[0]), row[1], code(row[2])) for row in table(PAGE, "id", "procedure")]
    found = list(dict.fromkeys(row[:2] for row in documented))
    assert found == [(name, load(name).name) for name in procedures.procedures()]
    for name, _title, file in documented:
        assert f'id = "{name}"' in (PACKS / file).read_text(encoding="utf-8")
        assert file.startswith(f"{name}-")
    assert {row[2] for row in documented} == {path.name for path in PACKS.glob("*.toml")}


def test_the_nine_rules_are_those_scenarios_show() -> None:
    written = [line.split(".")[0] for line in section(PAGE, "## The nine rules").splitlines() if line[:1].isdigit()]
    assert written == [str(number) for number in range(1, 10)]
    shown = {rule for scenario in procedures.scenarios() for rule in scenario.rules}
    assert {rule for rule in shown if rule.isdigit()} == set(written)


def test_the_scenario_shown_holds() -> None:
    shown = section(PAGE, "## How a scenario reads").split("```toml\n")[1].split("```")[0]
    [scenario] = situations.read_scenarios(shown, "the page")
    assert situations.failures(scenario) == []
    assert scenario.id in {each.id for each in procedures.scenarios()}


def test_the_answer_shown_is_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    shown = section(PAGE, "## Two dates: due and safe").split("```console\n$ jiwar ")[1].split("```")[0]
    command, answer = shown.split("\n", 1)
    assert command_line.main(command.split()) == 0
    assert capsys.readouterr().out.startswith(answer)
