"""The process that draws: it has the text of one letter, little memory, little time and nothing else of ours.

In: one line of JSON (`do`: pdf, pages or word) with the page as HTML, or the letter as data. Out: one line of JSON, and
the bytes it counts. It can write no file, reads none but fonts, and opens no connection. Started by `drawing` alone.
"""

import io
import json
import sys
from base64 import b64decode
from typing import Any, Final

from jiwar.foundation.confining import confine
from jiwar.foundation.papers import limits

MARK: Final = "data:image/png;base64,"


def main() -> int:
    wanted = json.loads(sys.stdin.buffer.readline())
    draw = {"pdf": _pdf, "pages": _pages, "word": _word}[wanted["do"]]
    try:
        parts = draw(wanted)
    except MemoryError:
        parts = []
    head = json.dumps({"sizes": [len(part) for part in parts]}).encode() + b"\n"
    sys.stdout.buffer.write(head + b"".join(parts))
    return 0


def _pdf(wanted: dict[str, Any]) -> list[bytes]:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyMarks(URLFetcher):  # type: ignore[misc]  # untyped
        """The mark of who signed comes inside the page; there is nowhere else to fetch from."""

        def fetch(self, url: str, *_given: Any, **_named: Any) -> Any:
            if not url.startswith(MARK):
                raise ValueError("a letter brings everything it needs")
            return URLFetcherResponse(url, b64decode(url.removeprefix(MARK)), {"Content-Type": "image/png"})

    confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)
    document = HTML(string=wanted["html"], url_fetcher=OnlyMarks()).render()
    if len(document.pages) > wanted.get("most", limits.PAGES):
        return []
    variant = wanted.get("variant", "pdf/ua-1")
    return [document.write_pdf(pdf_variant=variant, pdf_identifier=wanted["identifier"].encode())]


def _pages(wanted: dict[str, Any]) -> list[bytes]:
    """The PDF, then a picture of each page."""
    import pypdfium2

    drawn = _pdf(wanted)
    pictures = []
    for page in pypdfium2.PdfDocument(drawn[0]) if drawn else ():
        picture = page.render(scale=limits.DOTS_AN_INCH / 72).to_pil().convert("RGB").quantize(32)
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        pictures.append(out.getvalue())
    return [*drawn, *pictures]


def _word(wanted: dict[str, Any]) -> list[bytes]:
    from jiwar.foundation.papers.letter import Letter
    from jiwar.foundation.papers.word import docx

    confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)
    return [docx(Letter.of_data(wanted["letter"]))]


if __name__ == "__main__":
    raise SystemExit(main())
