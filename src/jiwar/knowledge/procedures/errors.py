"""What is refused, and how it is said: one clear sentence with the place and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a pack or scenario file. `place`: where in the file, in its own words."""

    file: str
    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.problem} {self.remedy}"


class PackError(ValueError):
    """A pack that may not be used. `problems` holds every fault found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class QuestionError(ValueError):
    """A question that cannot be answered; the message is one sentence for the person who asked."""


class UnknownProcedure(QuestionError):
    """No pack has this id."""


class UnknownTrack(QuestionError):
    """The pack has no such track."""


class UnknownEvent(QuestionError):
    """The vocabulary has no such event."""


class UnreadableEventDate(QuestionError):
    """The date of an event is not in a form we read, or no such day exists."""
