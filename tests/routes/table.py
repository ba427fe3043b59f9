"""Reading and writing the table of expectations."""

from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("table.tsv")
COLUMNS = (
    "reception",
    "caseworker",
    "off_caseworker",
    "legal_adviser",
    "teacher",
    "coordinator",
    "volunteer",
    "guardian",
    "administrator",
    "stranger",
    "signed_out",
)


@dataclass(frozen=True)
class Line:
    route: str
    method: str
    status: dict[str, int]


def read() -> list[Line]:
    rows = [row.split() for row in FILE.read_text().splitlines() if row and not row.startswith("#")]
    head, *lines = rows
    if tuple(head[2:]) != COLUMNS:
        raise ValueError("the table's columns are not the cast")
    return [Line(row[0], row[1], dict(zip(COLUMNS, map(int, row[2:]), strict=True))) for row in lines]


def write(lines: list[Line]) -> None:
    width = max(len(line.route) for line in lines) + 2
    text = ["# What every member of the cast gets from every route. Read test_every_route.py before changing a line."]
    text.append("route".ljust(width) + "method  " + " ".join(name.ljust(max(len(name), 3)) for name in COLUMNS))
    for line in sorted(lines, key=lambda line: (line.route, line.method)):
        codes = " ".join(str(line.status[name]).ljust(max(len(name), 3)) for name in COLUMNS)
        text.append(line.route.ljust(width) + line.method.ljust(8) + codes)
    FILE.write_text("\n".join(row.rstrip() for row in text) + "\n")
