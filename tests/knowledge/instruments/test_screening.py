"""What the answers to a screen speak for. Read by advisers: a named situation, and what is suggested."""

import pytest

from jiwar.knowledge.instruments import Answer, Help, legal_help, suggest
from jiwar.knowledge.instruments.screening import _criterion

ALL_YES = {criterion.id: Answer.YES for criterion in legal_help()}


def suggested(**answers: Answer) -> Help:
    given = ALL_YES | {code.replace("_", "-"): answer for code, answer in answers.items()}
    return suggest(legal_help(), given, asked=Help.REPRESENTATION).help


def test_nothing_speaks_against_it() -> None:
    found = suggest(legal_help(), ALL_YES, asked=Help.REPRESENTATION)
    assert (found.help, found.limits, found.hurry) == (Help.REPRESENTATION, (), False)


@pytest.mark.parametrize(
    ("answers", "most"),
    [
        ({"country": Answer.NO}, Help.REFUSAL),
        ({"matter": Answer.NO}, Help.REFUSAL),
        ({"country": Answer.UNKNOWN}, Help.ADVICE),
        ({"no_other_adviser": Answer.NO}, Help.ADVICE),
        ({"wish": Answer.NO}, Help.ADVICE),
        ({"prospects": Answer.NO}, Help.ADVICE),
        ({"prospects": Answer.UNKNOWN}, Help.DOCUMENT_PREPARATION),
        ({"means": Answer.UNKNOWN}, Help.REPRESENTATION),
        ({"capacity": Answer.NO, "prospects": Answer.NO}, Help.ADVICE),
    ],
)
def test_each_answer_limits(answers: dict[str, Answer], most: Help) -> None:
    assert suggested(**answers) is most


def test_the_strictest_limit_stands_first_and_each_has_its_answer() -> None:
    given = ALL_YES | {"prospects": Answer.NO, "country": Answer.NO}
    found = suggest(legal_help(), given, asked=Help.REPRESENTATION)
    assert [(limit.criterion, limit.answer) for limit in found.limits] == [
        ("country", Answer.NO),
        ("prospects", Answer.NO),
    ]


def test_what_is_not_answered_is_not_known() -> None:
    assert suggest(legal_help(), {}, asked=Help.REPRESENTATION).help is Help.ADVICE


def test_never_more_than_was_asked_for() -> None:
    assert suggest(legal_help(), ALL_YES, asked=Help.ADVICE).help is Help.ADVICE


def test_little_time_says_hurry_and_refuses_nobody() -> None:
    found = suggest(legal_help(), ALL_YES | {"time": Answer.NO}, asked=Help.REPRESENTATION)
    assert found.hurry
    assert found.help is Help.DOCUMENT_PREPARATION


def test_only_the_criteria_a_group_asks_count() -> None:
    asked = [criterion for criterion in legal_help() if criterion.id != "country"]
    assert suggest(asked, ALL_YES | {"country": Answer.NO}, asked=Help.ADVICE).help is Help.ADVICE


@pytest.mark.parametrize(
    "row", [{"id": "x", "part": "merits", "no": "perhaps"}, {"id": "x", "part": "merits", "hurry": "soon"}]
)
def test_a_word_nobody_knows_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        _criterion(row)


def test_a_field_nobody_reads_is_refused() -> None:
    with pytest.raises(TypeError):
        _criterion({"id": "x", "part": "merits", "maybe": "advice"})
