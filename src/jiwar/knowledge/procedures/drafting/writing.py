"""Values as the TOML of a pack: tables in their order, long lists one entry a line, nothing that is empty."""

from collections.abc import Mapping
from datetime import date

WIDTH = 110
HEADING = """# {name}.
# Research data, not legal advice: the letter in the person's hand always wins over this file.
# Facts were gathered from public pages, mostly read as excerpts; every one names its sources.
# `reading` (which event starts, meets or closes a deadline) and `label`, `entered_by`, `within`, `left_by` of stages are our own reading.
"""  # noqa: E501  # the first lines of every pack


def written(pack: Mapping[str, object]) -> str:
    return f"{HEADING.format(name=pack['name'])}\n{toml_of(pack)}"


def toml_of(values: Mapping[str, object]) -> str:
    """Without a heading."""
    return "\n".join(_table(values, "")).strip() + "\n"


def _table(values: Mapping[str, object], path: str) -> list[str]:
    """Plain values first, then tables: what stood behind a table would belong to it."""
    plain = {key: value for key, value in values.items() if not _is_table(value)}
    lines = [f"{key} = {_value(value)}" for key, value in plain.items() if value not in ("", None)]
    for key, value in values.items():
        if key in plain:
            continue
        name = f"{path}.{key}" if path else key
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_table(value, name)]
        elif isinstance(value, list):
            for entry in value:
                lines += ["", f"[[{name}]]", *_table(entry, name)]
    return lines


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(entry, Mapping) for entry in value)
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, list):
        parts = [_value(each) for each in value]
        line = f"[{', '.join(parts)}]"
        return line if len(line) <= WIDTH else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(_escaped(letter) for letter in escaped)}"'


def _escaped(letter: str) -> str:
    """What may not stand in a text of one line, as what a person typed may hold it."""
    return letter if letter == "\t" or letter.isprintable() or letter > "\x7f" else f"\\u{ord(letter):04x}"
