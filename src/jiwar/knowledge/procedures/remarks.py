"""What the record itself says about a deadline, as the closing steps of its reasoning."""

from functools import lru_cache

from jiwar.knowledge.procedures.pack import Pack, RecordStatus, Rule
from jiwar.knowledge.procedures.steps import Step, StepCode, step


def remarks(rule: Rule, pack: Pack) -> tuple[Step, ...]:
    """To whom it applies, what is in doubt, and where it was read."""
    return _of_pack(pack)[rule.id]


@lru_cache(maxsize=1024)
def _of_pack(pack: Pack) -> dict[str, tuple[Step, ...]]:
    """They are the same for every case, so they are said once."""
    return {rule.id: tuple(_of_rule(rule, pack)) for rule in pack.rules}


def _of_rule(rule: Rule, pack: Pack) -> list[Step]:
    steps = [
        step(code, text=text)
        for code, text in (
            (StepCode.APPLIES_TO, rule.applicability),
            (StepCode.CONFLICT, rule.conflict),
            (StepCode.NOTE, rule.note),
            (StepCode.OUR_READING, rule.reading.note),
            (StepCode.LEGAL_BASIS, rule.legal_basis),
        )
        if text
    ]
    if rule.is_minimum:
        steps.insert(0, step(StepCode.IS_MINIMUM))
    if rule.status not in {RecordStatus.IN_FORCE, RecordStatus.UNKNOWN}:
        steps.append(step(StepCode.RECORD_STATUS, status=rule.status.value))
    steps.append(step(StepCode.CONFIDENCE, text=rule.confidence.value))
    steps += [_cite(StepCode.SOURCE, pack, source) for source in rule.sources]
    steps += [_cite(StepCode.CONFLICTING_SOURCE, pack, source) for source in rule.conflicting_sources]
    return [*steps, step(StepCode.CHECKED, day=pack.checked_on)]


def _cite(code: StepCode, pack: Pack, source: str) -> Step:
    return step(code, source=source, citation=pack.sources[source].citation())
