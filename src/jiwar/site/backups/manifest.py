"""What a backup says about itself. It stands at the end of the archive, when all checksums are known."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jiwar.site.command_line.refusal import Refusal

NAME = "manifest.json"
FORMAT = 1
BLOCK = 1024 * 1024


@dataclass(slots=True)
class Manifest:
    """Counts and checksums. `files` maps the name in the archive to size and SHA-256."""

    taken_at: str
    database: str
    migrations: list[list[str]]
    rows: dict[str, int]
    files: dict[str, list[Any]] = field(default_factory=dict)
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_file(cls, path: Path) -> "Manifest":
        """Raises Refusal when the backup is cut short or from a later program."""
        try:
            data = json.loads(path.read_bytes())
            manifest = cls(**data)
        except (OSError, ValueError, TypeError) as error:
            raise Refusal("The backup is incomplete or damaged; take another one.") from error
        if manifest.format != FORMAT:
            raise Refusal(f"The backup has format {manifest.format}, this program reads {FORMAT}: install a newer one.")
        return manifest


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
