"""What a backup says about itself. It stands at the end of the archive, when all checksums are known."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from jiwar.site.command_line.refusal import Refusal

NAME = "manifest.json"
FORMAT = 2
KNOWN_FORMATS = (1, 2)
BLOCK = 1024 * 1024


@dataclass(slots=True)
class Manifest:
    """Counts and checksums. `files` maps the name in the archive to size and SHA-256; `gone` counts the sealed files
    that were taken away while the backup was being written.
    """

    taken_at: str
    database: str
    migrations: list[list[str]]
    rows: dict[str, int]
    files: dict[str, list[Any]] = field(default_factory=dict)
    gone: int = 0
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_file(cls, path: Path) -> "Manifest":
        """Raises Refusal when the backup is cut short or from a later program."""
        try:
            data = json.loads(path.read_bytes())
            if data["format"] not in KNOWN_FORMATS:
                raise Refusal(
                    f"The backup has format {data['format']}, this program reads {FORMAT}: install a newer one."
                )
            return cls(**data)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise Refusal("The backup is incomplete or damaged; take another one.") from error


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return checksum_of(file)


def checksum_of(file: BinaryIO) -> str:
    """SHA-256 of what is left to read in `file`."""
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()
