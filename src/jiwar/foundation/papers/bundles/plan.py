"""Where each paper stands in a bundle, before anything is bound. Pure: every number on every page follows from here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Range:
    """The pages of one exhibit, from 1 as the file counts them."""

    first: int
    last: int

    @property
    def pages(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """At the foot of one page. `exhibit`: which one, from 0; None on cover and index."""

    bates: str
    exhibit: int | None
    page: int
    of: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`front`: pages of cover and index. `exhibits`: how many pages each has, in order. `begins`: the first number."""

    front: int
    exhibits: tuple[int, ...]
    prefix: str
    begins: int = 1

    @property
    def pages(self) -> int:
        return self.front + sum(self.exhibits)

    def bates(self, page: int) -> str:
        """The number stamped on a page of the file."""
        return f"{self.prefix}{self.begins + page - 1:0{DIGITS}d}"

    def ranges(self) -> Iterator[Range]:
        page = self.front
        for pages in self.exhibits:
            yield Range(page + 1, page + pages)
            page += pages

    def stamps(self) -> Iterator[Stamp]:
        for page in range(1, self.front + 1):
            yield Stamp(self.bates(page), None, page, self.front)
        for exhibit, span in enumerate(self.ranges()):
            for page in range(span.first, span.last + 1):
                yield Stamp(self.bates(page), exhibit, page - span.first + 1, span.pages)


def together(pages: Sequence[int], papers: Sequence[int]) -> tuple[int, ...]:
    """Pages of each exhibit. `papers`: how many papers each is made of; `pages`: of all papers, one after the other."""
    left = iter(pages)
    return tuple(sum(next(left) for _paper in range(count)) for count in papers)
