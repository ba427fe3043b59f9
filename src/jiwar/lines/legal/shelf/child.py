"""The process that reads a file for the shelf. In: the file. Out: its text, or why not, as one line of JSON.

Started by `reading` alone, with limits it sets itself before it looks at the file.
"""

import io
import json
import re
import resource
import sys
from typing import Final

MEMORY: Final = 768 * 1024 * 1024
CPU_SECONDS: Final = 40
MOST: Final = 4_000_000
"""Signs of text; what is longer is no one source."""
UNPACKED: Final = 100 * 1024 * 1024
_UNBROKEN: Final = re.compile("\ufffe(?:\r?\n)?")
"""A word broken at the end of a line, as the library marks it."""


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        text = read(sys.stdin.buffer.read())
        said = {"text": text[:MOST]} if text.strip(" \r\n\t\f\0") else {"refused": "empty"}
    except UnicodeDecodeError:
        said = {"refused": "kind"}
    except Exception:
        # Whatever a hostile file breaks in a library: the parent needs to know that it broke, nobody needs to know how.
        said = {"refused": "damaged"}
    sys.stdout.write(json.dumps(said))
    return 0


def read(data: bytes) -> str:
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _pdf(data)
    if data.startswith(b"PK"):
        return _docx(data)
    return data.decode("utf-8-sig")


def _pdf(data: bytes) -> str:
    import pypdfium2

    pages, size = [], 0
    for page in pypdfium2.PdfDocument(data):
        pages.append(page.get_textpage().get_text_bounded())
        size += len(pages[-1])
        if size > MOST:
            break
    return _UNBROKEN.sub("", "\n\n".join(pages))


def _docx(data: bytes) -> str:
    import zipfile

    from docx import Document

    if sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(data)).infolist()) > UNPACKED:
        raise ValueError("far larger unpacked than a text")
    return "\n\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


if __name__ == "__main__":
    raise SystemExit(main())
