"""CSV in any of its dialects. The encoding is guessed, with the reason; nothing says it reliably."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import Final

from jiwar.foundation.sheets import limits
from jiwar.foundation.sheets.cells import Cell, Look, Row
from jiwar.foundation.sheets.counting import cell, counted
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused

ENCODINGS: Final = ("utf-8", "utf-16", "cp1256", "cp1254", "cp1252")
DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 256 * 1024
_HIGH: Final = re.compile(rb"[\xc0-\xff]")
_HIGH_WORDS: Final = re.compile(rb"[\xc0-\xff]{2,}")
# Ğ İ Ş ğ ı ş of Windows-1254 stand where Windows-1252 has letters of Icelandic.
_TURKISH: Final = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
_SAYS_ITS_MARK: Final = re.compile(r"sep=(.)\r?\n?")


def guessed(data: bytes) -> tuple[str, str]:
    """The encoding as Python names it, and why as a code."""
    head = data[:_LOOKED_AT]
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig", "mark"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "mark"
    if b"\x00" in head:
        return _wide(head), "zeros"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(head)
    return "utf-8", "fits"


def _wide(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd) or max(even, odd) * 50 < len(head):
        raise SheetRefused(Refusal.NO_TABLE)  # zeros everywhere: no text
    return "utf-16-le" if odd > even else "utf-16-be"


def _one_byte(head: bytes) -> tuple[str, str]:
    """Arabic is written in words of high bytes; in Latin scripts they stand alone among plain letters."""
    high = len(_HIGH.findall(head))
    in_words = sum(map(len, _HIGH_WORDS.findall(head)))
    if high and in_words * 2 > high:
        return "cp1256", "arabic-words"
    turkish = len(_TURKISH.findall(head))
    if turkish * 4 > high:
        return "cp1254", "turkish-letters"
    return "cp1252", "western-letters"


def opened(data: bytes, encoding: str, delimiter: str) -> tuple[Look, Iterator[Row]]:
    chosen, why = (encoding, "chosen") if encoding else guessed(data)
    begin, said = _says_its_mark(data, chosen)
    mark = delimiter or said or _delimiter(data, chosen)
    head = Look("csv", encoding=chosen, encoding_why=why, delimiter=mark)
    return head, counted(_rows(data, chosen, mark, begin))


def _stream(data: bytes, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(data), encoding=encoding, errors="replace", newline="")


def _says_its_mark(data: bytes, encoding: str) -> tuple[int, str]:
    """Excel may write `sep=;` as the first line: how many lines to leave out, and the mark."""
    match = _SAYS_ITS_MARK.fullmatch(_stream(data[:200], encoding).readline())
    return (1, match[1]) if match else (0, "")


def _delimiter(data: bytes, encoding: str) -> str:
    """The mark that cuts the first lines into the most, and the most equal, pieces."""
    lines = _stream(data[:_LOOKED_AT], encoding).read().splitlines()[:60]
    return max(DELIMITERS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: list[str], mark: str) -> float:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if row)
    except csv.Error:
        return 0.0
    wide = {width: times for width, times in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, times = max(wide.items(), key=lambda pair: pair[1])
    return times / sum(widths.values()) * width


def _rows(data: bytes, encoding: str, mark: str, begin: int) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(limits.CELL * 32)
    stream = _stream(data, encoding)
    for _line in range(begin):
        stream.readline()
    number = begin
    reader = csv.reader(stream, delimiter=mark)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SheetRefused(Refusal.OPEN_QUOTE, row=number + 1) from error
        number += 1
        if len(row) > limits.COLUMNS and any(row[limits.COLUMNS :]):
            raise SheetRefused(Refusal.TOO_MANY_COLUMNS, row=number)
        yield number, [cell(text) for text in row]
