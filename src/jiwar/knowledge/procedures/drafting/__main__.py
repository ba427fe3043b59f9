"""`python -m jiwar.knowledge.procedures.drafting --data DIR --country dz --into DIR`: write a draft, once."""

import argparse
import sys
import tomllib
from pathlib import Path

from jiwar.knowledge.procedures.drafting import draft, written
from jiwar.knowledge.procedures.errors import PackError
from jiwar.knowledge.procedures.loading import read_pack


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="drafting", description="Draft a pack from a record of facts.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the records (<country>.toml)")
    parser.add_argument("--country", required=True, help="which record, such as dz")
    parser.add_argument("--into", type=Path, required=True, help="folder to write the draft to")
    asked = parser.parse_args(words)
    record = tomllib.loads((asked.data / f"{asked.country}.toml").read_text(encoding="utf-8"))
    target = asked.into / f"{asked.country}-asylum.toml"
    if target.exists():
        parser.error(f"{target} exists: what was read and corrected is never written over")
    text = written(draft(record))
    target.write_text(text, encoding="utf-8")
    return _say_faults(text, target.name)


def _say_faults(text: str, file: str) -> int:
    """What the loader refuses in the draft is where a person must begin."""
    try:
        read_pack(text, file)
    except PackError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
