"""The scenarios a lawyer reads, and that the check which runs them can fail."""

from dataclasses import replace

import pytest

from jiwar.knowledge.procedures import (
    CautionCode,
    PackError,
    Scenario,
    StepCode,
    check_all,
    load,
    procedures,
    scenarios,
)
from jiwar.knowledge.procedures.situations import Expected, failures, read_scenarios

ALL = scenarios()


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: f"{scenario.procedure}-{scenario.id}")
def test_scenario_comes_out(scenario: Scenario) -> None:
    assert failures(scenario) == []


def test_everything_is_well() -> None:
    assert check_all() == []


def test_every_rule_of_the_house_has_a_scenario() -> None:
    shown = {rule for scenario in ALL for rule in scenario.rules}
    assert shown == {"1", "2", "3", "4", "5", "6", "7", "8", "9", "before", "hours", "no-limit", "repeats"}


def test_every_deadline_of_every_pack_has_a_scenario() -> None:
    told = {expected.deadline.split(":")[0] for scenario in ALL for expected in scenario.expected}
    assert {rule.id for name in procedures() for rule in load(name).rules} == told


def test_every_scenario_id_is_its_own() -> None:
    ids = [(scenario.file, scenario.id) for scenario in ALL]
    assert len(ids) == len(set(ids))


def test_a_wrong_expectation_is_named() -> None:
    wrong = replace(ALL[0], expected=(Expected(ALL[0].expected[0].deadline, {"due": "1999-01-01"}, ("no-limit",)),))
    found = [problem.problem for problem in failures(wrong)]
    assert any("expected 1999-01-01" in problem for problem in found)
    assert any("lacks no-limit" in problem for problem in found)


def test_a_malformed_scenario_is_refused_with_its_place() -> None:
    text = (
        '[[scenario]]\nid = "odd"\nsituation = "x"\nwhi = "y"\nrules = ["1"]\nprocedure = "tr"\ntracks = ["removal"]\n'
    )
    with pytest.raises(PackError) as refused:
        read_scenarios(text + "today = 2026-03-03\n[scenario.expect]\n", "odd.toml")
    problems = {(problem.place, problem.problem) for problem in refused.value.problems}
    assert problems == {
        ('scenario "odd" · why', "is missing."),
        ('scenario "odd" · whi', "is not a key this table may have."),
    }


def test_scenarios_reach_nearly_every_step_and_warning() -> None:
    """What they leave out is shown in `test_rules` and `test_changing`."""
    standings = [scenario.standing() for scenario in ALL]
    steps = {step.code for standing in standings for deadline in standing.deadlines for step in deadline.why}
    cautions = {caution.code for standing in standings for caution in standing.cautions}
    assert set(StepCode) - steps == {
        *(StepCode.PRINTED_SAME, StepCode.PRINTED_LATER_KEPT, StepCode.OTHER_RULES, StepCode.PACKAGE_SAYS)
    }
    assert set(CautionCode) - cautions == {
        *(CautionCode.UNKNOWN_DEADLINE, CautionCode.EVENT_AHEAD, CautionCode.AFTER_EFFECTIVE)
    }
