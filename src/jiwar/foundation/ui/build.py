"""Makes what the pages need and the repository does not hold: fonts and compiled catalogues.

python -m jiwar.foundation.ui.build            builds what is missing or old
python -m jiwar.foundation.ui.build --again    builds the fonts anew
python -m jiwar.foundation.ui.build extract    brings the catalogues (.po) up to date with the sources
"""

import argparse
import sys

from jiwar.foundation.ui import catalogues, fonts


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m jiwar.foundation.ui.build", description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["all", "fonts", "catalogues", "extract"], default="all")
    parser.add_argument("--again", action="store_true", help="build the fonts even when they are there")
    asked = parser.parse_args(arguments)
    made = []
    if asked.what == "extract":
        made += [path for room in catalogues.rooms() for path in catalogues.extract(room)]
    if asked.what in {"all", "fonts"}:
        made += [*fonts.build(again=asked.again), *fonts.build_for_paper(again=asked.again)]
    if asked.what in {"all", "catalogues"}:
        made += catalogues.compile_all()
    for path in made:
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
