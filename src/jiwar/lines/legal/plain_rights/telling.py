"""The page in one language, from a pack alone: stages in their order with what is asked there, rights, warnings, help.

Every statement carries its sources by number, each with its date; what is not known is said, with what to do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from jiwar.knowledge.procedures import Kind, Pack, Party, Rule, Stage, Track
from jiwar.knowledge.procedures.pack import EVERY_TRACK, Confidence
from jiwar.lines.legal import headings, words
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.plain_rights import periods
from jiwar.lines.legal.plain_rights.drafts import draft


class Told(StrEnum):
    """How prose of a pack is shown: as it is, in a draft of a machine, or in English for want of one."""

    AS_IT_IS = "as-it-is"
    DRAFT = "draft"
    NOT_TRANSLATED = "not-translated"


@dataclass(frozen=True, slots=True)
class Prose:
    text: str
    language: str
    told: Told


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as the list at the end has it. `date`: as recorded, in English."""

    number: int
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Statement:
    """`sentences` are ours; `prose` is the pack's. `ask_now`: it is not known, or not surely enough."""

    title: Markup | str = ""
    sentences: tuple[str, ...] = ()
    prose: tuple[Prose, ...] = ()
    basis: str = ""
    sure: str = ""
    sources: tuple[Cited, ...] = ()
    ask_now: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A stage. `yours`: what the person may ask for or must do; `theirs`: what others have to do; `dates`: from when
    and until when."""

    title: Markup | str
    about: Statement
    yours: tuple[Statement, ...]
    theirs: tuple[Statement, ...]
    dates: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of procedure with its stages."""

    title: Markup | str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PlainPage:
    name: Markup | str
    decides: str
    about: Prose
    warnings: tuple[Prose, ...]
    ways: tuple[Way, ...]
    rights: tuple[Statement, ...]
    lost: tuple[Statement, ...]
    """When an application counts as withdrawn, or protection as ended."""
    aid: Statement
    contacts: tuple[Statement, ...]
    unknowns: tuple[Prose, ...]
    sources: tuple[Cited, ...]
    verified: bool


def plain_page(pack: Pack, tracks: Iterable[str] = ()) -> PlainPage:
    """In the language at hand. `tracks`: those of one procedure; else all of the pack."""
    wanted = frozenset(tracks)
    return _Telling(pack, [track for track in pack.tracks if not wanted or track.id in wanted]).page()


@dataclass
class _Telling:
    pack: Pack
    tracks: Sequence[Track]
    cited: dict[str, Cited] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """Stages and periods that were told on an earlier track."""

    def page(self) -> PlainPage:
        pack = self.pack
        ways = tuple(self._way(track) for track in self.tracks)
        rights = tuple(self._right(right.id) for right in pack.rights)
        lost = tuple(self._withdrawal())
        aid, contacts = self._aid(), tuple(self._contacts())
        return PlainPage(
            name=phrase(pack.name),
            decides=str(words.DECIDES[pack.country.decision_maker]),
            about=self._prose(pack.country.summary),
            warnings=tuple(self._prose(text) for text in pack.country.warnings),
            ways=ways,
            rights=rights,
            lost=lost,
            aid=aid,
            contacts=contacts,
            unknowns=tuple(self._prose(each.question) for each in pack.unknowns),
            sources=tuple(self.cited.values()),
            verified=any(rule.known or rule.no_limit for rule in pack.rules),
        )

    def _way(self, track: Track) -> Way:
        rules = self.pack.rules_on(frozenset({track.id}))
        steps = [self._step(self.pack.stages[stage], rules) for stage in track.stages]
        return Way(phrase(track.label), tuple(steps))

    def _step(self, stage: Stage, rules: Sequence[Rule]) -> Step:
        about = Statement() if stage.id in self.told else self._stage(stage)
        self.told.add(stage.id)
        here = [rule for rule in rules if rule.stage == stage.id and rule.id not in self.told]
        self.told.update(rule.id for rule in here if rule.track == EVERY_TRACK)
        return Step(
            phrase(stage.label),
            about,
            yours=tuple(self._period(rule) for rule in here if _is_yours(rule)),
            theirs=tuple(self._period(rule) for rule in here if _is_theirs(rule)),
            dates=tuple(self._period(rule) for rule in here if not _is_yours(rule) and not _is_theirs(rule)),
        )

    def _stage(self, stage: Stage) -> Statement:
        if not stage.summary:
            return self._not_known()
        texts = [stage.summary, *stage.documents]
        return self._statement("", texts, stage.legal_basis, stage.confidence, stage.sources)

    def _period(self, rule: Rule) -> Statement:
        texts = [rule.start_event, rule.applicability, rule.extension, rule.consequence, rule.conflict, rule.note]
        ids = (*rule.sources, *rule.conflicting_sources)
        found = self._statement(phrase(rule.action), texts, rule.legal_basis, rule.confidence, ids)
        return Statement(
            title=found.title,
            sentences=tuple(periods.sentences(rule)),
            prose=found.prose,
            basis=found.basis,
            sure=found.sure,
            sources=found.sources,
            ask_now=not periods.is_known(rule),
        )

    def _right(self, right_id: str) -> Statement:
        right = next(each for each in self.pack.rights if each.id == right_id)
        title = str(headings.RIGHTS.get(right_id, right_id))
        if not right.value:
            return self._not_known(title)
        fact = f"rights.{right_id}"
        return self._statement(title, [right.value], right.legal_basis, right.confidence, right.sources, fact)

    def _withdrawal(self) -> Iterable[Statement]:
        for rule in self.pack.withdrawal:
            yield self._statement("", [rule.rule, rule.note], rule.legal_basis, rule.confidence, rule.sources)

    def _aid(self) -> Statement:
        aid = self.pack.legal_aid
        if not aid.summary:
            return self._not_known()
        return self._statement("", [aid.summary], "", aid.confidence, aid.sources, "legal_aid")

    def _contacts(self) -> Iterable[Statement]:
        for each in self.pack.contacts:
            yield self._statement("", [each.name, each.detail], "", each.confidence, each.sources)

    def _not_known(self, title: str = "") -> Statement:
        return Statement(title=title, sentences=(_("Nobody could verify it. Ask a lawyer now."),), ask_now=True)

    def _statement(
        self,
        title: Markup | str,
        texts: Iterable[str],
        basis: str,
        confidence: Confidence,
        sources: Iterable[str],
        fact: str = "",
    ) -> Statement:
        return Statement(
            title=title,
            prose=tuple(self._prose(text, fact) for text in texts if text),
            basis=basis,
            sure=words.confidence(confidence),
            sources=tuple(self._cited(source) for source in dict.fromkeys(sources) if source in self.pack.sources),
        )

    def _prose(self, text: str, fact: str = "") -> Prose:
        language = (get_language() or "en").partition("-")[0]
        if language == "en":
            return Prose(text, "en", Told.AS_IT_IS)
        drafted = draft(self.pack.id, fact, text, language) if fact else ""
        return Prose(drafted, language, Told.DRAFT) if drafted else Prose(text, "en", Told.NOT_TRANSLATED)

    def _cited(self, source_id: str) -> Cited:
        if source_id not in self.cited:
            source = self.pack.sources[source_id]
            number = len(self.cited) + 1
            self.cited[source_id] = Cited(number, source.title, source.publisher, source.date, source.url)
        return self.cited[source_id]


def _is_yours(rule: Rule) -> bool:
    return rule.kind is Kind.LIMIT and rule.party is Party.APPLICANT


def _is_theirs(rule: Rule) -> bool:
    return rule.kind is Kind.AUTHORITY or (rule.kind is Kind.LIMIT and rule.party is not Party.APPLICANT)
