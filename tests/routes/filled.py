"""The forms of a page as a browser would send them, and what a person could type into them."""

from html.parser import HTMLParser

DATES = (
    "day",
    "due",
    "until",
    "happened_on",
    "given_1",
    "expires_on",
    "valid_until",
    "arrived_1",
    "since",
    "source_date",
    "first",
    "last",
)


class Forms(HTMLParser):
    """The fields of every form of a page with what they hold; `free`: those into which text is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.actions: list[str] = []
        """Where each form is sent; empty: to the page's own address."""
        self.free: set[str] = set()
        self._into: dict[str, str] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self._into = {}
            self.forms.append(self._into)
            self.actions.append(found.get("action", ""))
        elif tag == "textarea":
            self._area = name
            self._into.setdefault(name, "")
            self.free.add(name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in found or not self._into.get(self._select)):
            self._into[self._select] = found.get("value", "")
        elif tag in ("input", "button") and name:
            kind = found.get("type", "text")
            if kind not in ("radio", "checkbox") or "checked" in found or name not in self._into:
                self._into[name] = found.get("value", "")
            if kind in ("text", "search") and tag == "input":
                self.free.add(name)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._into[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""


def forms_of(text: str) -> Forms:
    parser = Forms()
    parser.feed(text)
    return parser


def filled(form: dict[str, str], free: set[str], text: str, day: str) -> dict[str, str]:
    """Every free field with `text`, but dates with `day` and numbers as they were or five."""
    said = dict(form)
    for name in free & set(form):
        if name in DATES or name.startswith("printed"):
            said[name] = day
        elif name == "minutes":
            said[name] = "5"
        elif name == "at":
            said[name] = "10:00"
        else:
            said[name] = text
    return said
