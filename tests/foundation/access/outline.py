"""What a page says and offers, line by line, as somebody reads it who neither sees colours nor hears icons.

    # heading            text as it stands
    [words](page)        a link and the page it leads to
    name=value           a field and what stands in it; of choices all, those chosen with a star

What differs from run to run is left out: moments, keys of rows and the tokens of forms.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

BLOCKS = {"p", "li", "h1", "h2", "h3", "form", "tr", "th", "td", "div", "section", "dt", "dd", "ul", "legend", "option",
          "label", "summary", "small", "fieldset", "br", "select", "textarea", "nav", "ol", "input"}  # fmt: skip
TOLD = ("dir", "autocomplete", "autocapitalize", "inputmode", "rows", "maxlength", "min", "max", "placeholder")
KEY = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|(?<==)[0-9a-f]{16}\b|\b[0-9a-f]{8}\b|(?<=session=)\d+")
MANY = 20
"""Of so many choices only the first: which others there are is for other rooms to say."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.line = ""
        self.inside = 0
        self.silent = 0
        self.choices: list[str] = []
        self.links: list[str] = []

    def end_line(self) -> None:
        if text := " ".join(self.line.split()):
            self.lines.append(text)
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.inside = 1
        if not self.inside:
            return
        if tag in ("svg", "time", "script"):
            self.silent += 1
            self.line += "‹then›" if tag == "time" else ""
        if tag in BLOCKS:
            self.end_line()
        if tag in ("h1", "h2", "h3"):
            self.line = "# "
        elif tag == "a":
            self.links.append(led_to(given.get("href", "")))
            self.line += "["
        elif tag == "option":
            self.line = given.get("value", "") + ("*" if "selected" in given else "") + ":"
        elif tag == "button" and "name" in given:
            self.line += f"({given['name']}={given.get('value', '')}) "
        elif tag in ("input", "select", "textarea"):
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if name == "csrfmiddlewaretoken":
            return
        kind = given.get("type", "")
        words = [kind if kind not in ("text", "") else "", "required" if "required" in given else ""]
        words += [f"{each}={given[each]}" for each in TOLD if each in given]
        said = " ".join(filter(None, words))
        value = given.get("value", "") + ("*" if "checked" in given else "")
        self.line = f"{name}={value}" + (f" ({said})" if said else "")
        if tag == "input":
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.end_line()
            self.inside = 0
        if not self.inside:
            return
        if tag in ("svg", "time", "script"):
            self.silent -= 1
        elif tag == "a":
            self.line += f"]({self.links.pop()})"
        elif tag in BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.inside and not self.silent:
            self.line += data


def led_to(address: str) -> str:
    """The name of the page, and what stands after it."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name + (f"?{parts.query}" if parts.query else "")


def outline(page: bytes, names: dict[str, str]) -> str:
    """`names`: how keys of rows are called in it; others are only said to be there."""
    reader = _Reader()
    reader.feed(page.decode())
    text = "\n".join(_shortened(reader.lines))
    return KEY.sub(lambda key: f"‹{names.get(key[0], 'key')}›", text)


def _shortened(lines: list[str]) -> Iterator[str]:
    """Long lists of choices only begun."""
    run: list[str] = []
    for line in [*lines, ""]:
        if re.match(r"[\w+/-]*\*?:\S", line):
            run.append(line)
            continue
        yield from run if len(run) < MANY else [run[0], "… and many more"]
        run = []
        if line:
            yield line
