"""How paragraphs are found: FTS5 on SQLite, `tsvector` on PostgreSQL; both over the folded text, kept by triggers.

On SQLite the index is a table beside, in which a group's rows are reached only through the walled and filtered table of
paragraphs. On PostgreSQL it is a column of that table, behind the same wall. There is no GIN index: under row-level
security PostgreSQL uses an index only for operators that cannot tell of hidden rows, and `@@` is not one of them; the
paragraphs of the group are looked through. `benchmarks/shelf.py` measures both.

A later migration that changes `legal_sourceparagraph` rebuilds it on SQLite, and its triggers go: begin and end that
one with `KeepWords(again=True)`, so that they come back on either way.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.languages import running_text
from jiwar.lines.legal.models import SourceParagraph

TABLE: Final = "legal_sourceparagraph"
MOST_WORDS: Final = 12
MOST_TYPED: Final = 400
_PREFIX_FROM: Final = 3
"""A word of so many letters finds longer ones that begin with it."""

_SQLITE: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS legal_paragraphwords USING fts5("
    "folded, paragraph UNINDEXED, tokenize = 'unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER IF NOT EXISTS legal_paragraphwords_new AFTER INSERT ON {TABLE} BEGIN "  # noqa: S608  # a name of ours
    "INSERT INTO legal_paragraphwords(folded, paragraph) VALUES (new.folded, new.id); END",
    f"CREATE TRIGGER IF NOT EXISTS legal_paragraphwords_gone AFTER DELETE ON {TABLE} BEGIN "  # noqa: S608  # a name of ours
    "DELETE FROM legal_paragraphwords WHERE paragraph = old.id; END",
)
_POSTGRES: Final = (
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS words tsvector",
    # The folded text is words and single spaces already: no parser that depends on the locale reads it anew.
    "CREATE OR REPLACE FUNCTION jiwar_paragraph_words() RETURNS trigger LANGUAGE plpgsql AS $words$ "
    "BEGIN NEW.words := (SELECT coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '') "
    "FROM unnest(string_to_array(NEW.folded, ' ')) WITH ORDINALITY AS t(word, place))::tsvector; "
    "RETURN NEW; END $words$",
    f"CREATE OR REPLACE TRIGGER legal_paragraph_words BEFORE INSERT OR UPDATE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION jiwar_paragraph_words()",
)
_FIND: Final = {
    "sqlite": (
        "SELECT p.id FROM legal_paragraphwords w JOIN legal_sourceparagraph p ON p.id = w.paragraph "
        "JOIN legal_countrysource s ON s.id = p.source_id "
        "WHERE legal_paragraphwords MATCH %s AND p.group_id = %s AND s.set_aside_on IS NULL AND s.countries LIKE %s "
        "ORDER BY bm25(legal_paragraphwords), s.published_on DESC, p.id LIMIT %s"
    ),
    "postgresql": (
        "SELECT p.id FROM legal_sourceparagraph p JOIN legal_countrysource s ON s.id = p.source_id, "
        "CAST(%s AS tsquery) AS asked "
        "WHERE p.words @@ asked AND p.group_id = %s AND s.set_aside_on IS NULL AND s.countries LIKE %s "
        "ORDER BY ts_rank(p.words, asked) DESC, s.published_on DESC, p.id LIMIT %s"
    ),
}


class KeepWords(migrations.RunPython):
    """Last in the migration that makes the table of paragraphs; `again`: first and last in one that changes it."""

    def __init__(self, *, again: bool = False) -> None:
        super().__init__(_forwards, _forwards if again else _backwards)
        self.again = again

    def deconstruct(self) -> Any:
        return type(self).__qualname__, [], {"again": True} if self.again else {}


def _forwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _POSTGRES if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def _backwards(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER legal_paragraph_words ON {TABLE}")
        editor.execute("DROP FUNCTION jiwar_paragraph_words()")
        return
    for statement in ("TRIGGER legal_paragraphwords_new", "TRIGGER legal_paragraphwords_gone"):
        editor.execute(f"DROP {statement}")
    editor.execute("DROP TABLE legal_paragraphwords")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: phrases (words in quotes, in their order) and single words."""

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def typed(cls, text: str) -> "Asked":
        found: list[tuple[str, ...]] = []
        quotes = str.maketrans(dict.fromkeys("“”„«»‟〝〞", '"'))
        for number, part in enumerate(text[:MOST_TYPED].translate(quotes).split('"')):
            words = tuple(running_text.folded(part).split())
            found += [words] if number % 2 and words else [(word,) for word in words]
        return cls(tuple(dict.fromkeys(found))[:MOST_WORDS])

    def begins(self, phrase: tuple[str, ...]) -> bool:
        return len(phrase) == 1 and len(phrase[0]) >= _PREFIX_FROM

    def for_sqlite(self) -> str:
        return " AND ".join(f'"{" ".join(each)}"{" *" if self.begins(each) else ""}' for each in self.phrases)

    def for_postgres(self) -> str:
        """Of letters and digits alone: nothing in it can be an operator."""
        return " & ".join(_lexemes(each, begins=self.begins(each)) for each in self.phrases)

    def marks(self, text: str) -> list[tuple[str, bool]]:
        """The text in pieces, those that were asked for marked."""
        words = list(running_text.words(text))
        hit = [False] * len(words)
        for phrase in self.phrases:
            for at in range(len(words) - len(phrase) + 1):
                if self._stands(phrase, [each.folded for each in words[at : at + len(phrase)]]):
                    hit[at : at + len(phrase)] = [True] * len(phrase)
        return _pieces(text, [(word.start, word.end) for word, is_hit in zip(words, hit, strict=True) if is_hit])

    def _stands(self, phrase: tuple[str, ...], words: list[str]) -> bool:
        if self.begins(phrase):
            return words[0].startswith(phrase[0])
        return tuple(words) == phrase


def _lexemes(phrase: tuple[str, ...], *, begins: bool) -> str:
    return "(" + " <-> ".join(f"'{word}'{':*' if begins else ''}" for word in phrase) + ")"


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def find(asked: Asked, *, country: str = "", most: int) -> list[UUID]:
    """Paragraphs of the group acted for in which everything stands that was asked for, the best first."""
    if not asked.phrases:
        return []
    vendor = connection.vendor
    match = asked.for_postgres() if vendor == "postgresql" else asked.for_sqlite()
    group = SourceParagraph._meta.get_field("group").target_field.get_db_prep_value(current_group_id(), connection)
    like = f"% {country} %" if country.isalpha() else "%"
    with connection.cursor() as cursor:
        cursor.execute(_FIND[vendor], [match, group, like, most])
        return [each if isinstance(each, UUID) else UUID(each) for (each,) in cursor.fetchall()]
