"""Guided interviews: any answers lead to one finite path, and a faulty file is refused with every fault by name."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.instruments import (
    Interview,
    InterviewError,
    Question,
    fits,
    interview,
    interviews,
    next_open,
    path,
    read_interview,
    told,
)
from jiwar.knowledge.instruments.conditions import ConditionError, read_condition
from jiwar.knowledge.instruments.questionnaires import LANGUAGES, Asks

ANYTHING = st.sampled_from(
    [None, True, False, 0, -1, 3, 2.5, "", "x", "yes", "no", [], ["x"], ["yes", 1], [None], {}, {"calendar": "hijri"}]
)


def right(question: Question) -> st.SearchStrategy[Any]:
    """Answers that fit the question, or none."""
    codes = [choice.id for choice in question.choices]
    known: dict[Asks, st.SearchStrategy[Any]] = {
        Asks.TEXT: st.text(min_size=1, max_size=5),
        Asks.YES_NO: st.sampled_from(["yes", "no"]),
        Asks.NUMBER: st.integers(0, 9),
        Asks.DATE: st.just({"calendar": "hijri", "year": 1447, "month": 9, "day": None, "about": False}),
        Asks.NOTE: st.none(),
    }
    if question.asks is Asks.ONE_OF:
        return st.sampled_from(codes)
    if question.asks is Asks.MANY_OF:
        return st.lists(st.sampled_from(codes), min_size=1, max_size=3)
    return known[question.asks]


@st.composite
def held(draw: st.DrawFn) -> tuple[Interview, dict[str, Any]]:
    """An interview with answers to some of its questions, right ones and others."""
    of = draw(st.sampled_from(interviews()))
    asked = draw(st.lists(st.sampled_from(of.questions), unique_by=lambda each: each.id))
    return of, {question.id: draw(right(question) | ANYTHING) for question in asked}


@given(held())
def test_any_answers_lead_to_one_path_in_order(case: tuple[Interview, dict[str, Any]]) -> None:
    of, answers = case
    found = path(of, answers)
    order = [each.id for each in of.questions]
    places = [order.index(each.id) for each in found]
    assert places == sorted(set(places))
    assert path(of, answers) == found
    assert {question.id for question, _answer in told(of, answers)} <= {each.id for each in found}


@given(st.data())
def test_whoever_answers_what_is_open_comes_to_an_end(data: st.DataObject) -> None:
    of = data.draw(st.sampled_from(interviews()))
    answers: dict[str, Any] = {}
    for _step in of.questions:
        question = next_open(of, answers)
        if question is None:
            break
        optional = st.none() if not question.required else st.nothing()
        answers[question.id] = data.draw(right(question) | optional)
    assert next_open(of, answers) is None


@given(held(), st.data())
def test_an_answer_no_more_asked_for_is_kept_and_neither_shown_nor_told(
    case: tuple[Interview, dict[str, Any]], data: st.DataObject
) -> None:
    of, answers = case
    changed = {**answers, data.draw(st.sampled_from(of.questions)).id: data.draw(ANYTHING)}
    shown = {each.id for each in path(of, changed)}
    assert all(question.id in shown for question, _answer in told(of, changed))
    hidden = {name: answer for name, answer in changed.items() if name not in shown}
    without = {name: answer for name, answer in changed.items() if name in shown}
    assert path(of, without) == path(of, changed)
    assert told(of, without) == told(of, changed)
    assert set(hidden) | set(without) == set(changed)


def test_a_condition_counts_only_answers_that_are_asked_for() -> None:
    of = interview("appeal-facts")
    assert of is not None
    answers = {"heard": "yes", "interpreter": "yes", "interpreter_trouble": "yes"}
    assert {"interpreter_trouble", "interview_trouble"} <= {each.id for each in path(of, answers)}
    after = {each.id for each in path(of, {**answers, "heard": "no"})}
    assert not {"interpreter", "interpreter_trouble", "interview_trouble"} & after


def test_all_texts_are_there_in_three_languages() -> None:
    assert {each.id for each in interviews()} == {"what-now", "appeal-facts", "interview-preparation"}
    for of in interviews():
        for question in of.questions:
            texts = [question.texts, *([question.help] if question.help else []), *(c.texts for c in question.choices)]
            assert all(text[language] for text in texts for language in LANGUAGES)


@given(st.text(max_size=60) | st.text(alphabet="()=!', andortselcd1", max_size=60))
def test_any_text_is_a_condition_or_is_refused_in_words(text: str) -> None:
    with suppress(ConditionError):
        assert read_condition(text).holds({}) in {True, False}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a = 'yes'", True),
        ("a != 'yes'", False),
        ("b = 'yes'", False),
        ("b != 'yes'", True),
        ("not a = 'no' and n = 3", True),
        ("a = 'no' or (n = 3 and selected(m, 'x'))", True),
        ("a = 'no' and n = 3 or selected(m, 'y')", False),
        ("not (a = 'yes' and selected(m, 'x'))", False),
    ],
)
def test_what_conditions_say(text: str, holds: bool) -> None:
    answers = {"a": "yes", "n": 3, "m": ["x"]}
    assert read_condition(text).holds(answers) is holds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ends too early"),
        ("a", "ends too early"),
        ("a = ", "ends too early"),
        ("a 'yes'", "does not expect yes here"),
        ("a = yes", "does not expect yes here"),
        ("a ( 'x'", "needs = or != after a"),
        ("a = 'x' b", "goes on after its end: b"),
        ("a = 'x' ; drop", "cannot be read from here: ; drop"),
        ("(" * 20 + "a = 'x'" + ")" * 20, "has too many brackets"),
        ("a = '" + "x" * 500 + "'", "is longer than 400 signs"),
    ],
)
def test_a_condition_that_cannot_be_read_says_where(text: str, says: str) -> None:
    with pytest.raises(ConditionError, match=f"^{says.replace('(', '[(]')}"):
        read_condition(text)


TEXTS = '\nen = "a"\nar = "ا"\nfr = "b"\n'
HEAD = f'id = "x"\nversion = "1"\n[title]{TEXTS}[about]{TEXTS}'


def question(more: str = "", name: str = "one", asks: str = "yes-no") -> str:
    return f'[[questions]]\nid = "{name}"\ntype = "{asks}"\n{more}\n[questions.text]{TEXTS}'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD, "x.toml: questions are missing"),
        (HEAD.replace('"x"', '"y"') + question(), "x.toml: id is not the name of the file"),
        (HEAD + "colour = 1\n" + question(), "x.toml: about has a text nobody reads: colour"),
        (HEAD + question(asks="guess"), "x.toml: one: type is none of text"),
        (HEAD + question() + question(), "x.toml: one: id stands twice"),
        (HEAD + question(name="One"), "x.toml: One: id is not a small word"),
        (HEAD + question("colour = 1"), "x.toml: one: colour is nothing we read"),
        (HEAD + question('required = "yes"'), "x.toml: one: required is neither true nor false"),
        (HEAD + question("required = true", asks="note"), "x.toml: one: required asks an answer of a note"),
        (HEAD + question("ahead = true"), "x.toml: one: ahead is for a date alone"),
        (HEAD + question(asks="one-of"), "x.toml: one: choices are fewer than two"),
        (HEAD + question().replace('fr = "b"', ""), "x.toml: one: text has no text in fr"),
        (HEAD + question("relevant = \"two = 'yes'\""), "x.toml: one: relevant names no earlier question: two"),
        (
            HEAD + question() + question("relevant = \"one = 'maybe'\"", "two"),
            "x.toml: two: relevant looks for an answer one does not have: maybe",
        ),
        (
            HEAD + question(asks="text") + question("relevant = \"one = 'x'\"", "two"),
            "x.toml: two: relevant cannot be asked of one, which is text",
        ),
        (
            HEAD + question() + question("relevant = \"selected(one, 'yes')\"", "two"),
            "x.toml: two: relevant cannot be asked of one, which is yes-no",
        ),
        (HEAD + question("relevant = 'one ='"), "x.toml: one: relevant ends too early"),
    ],
)
def test_a_faulty_file_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(InterviewError) as refused:
        read_interview(text, "x.toml")
    assert any(problem.startswith(says) for problem in refused.value.problems), refused.value.problems


def test_what_is_no_toml_is_refused_by_name() -> None:
    with pytest.raises(InterviewError, match=r"^x\.toml: "):
        read_interview("= 1", "x.toml")


@given(st.sampled_from([each for of in interviews() for each in of.questions]), ANYTHING)
def test_any_value_fits_or_does_not(asked: Question, value: Any) -> None:
    assert fits(asked, value) in {True, False}
