"""Make the shipped tables from the lists of name pairs. Some ten minutes on two cores."""

import argparse
from pathlib import Path

from jiwar.knowledge.names.learning.corpus import Split
from jiwar.knowledge.names.learning.sightings import across_scripts, between_latin
from jiwar.knowledge.names.learning.tables import Sightings, learn_letters, write_common, write_lexicon

DATA = Path(__file__).parent.parent / "data"


def main() -> None:
    """Each table is read by the steps after it."""
    parser = argparse.ArgumentParser(prog="python -m jiwar.knowledge.names.learning", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with full_ar.tsv.gz and the other lists")
    parser.add_argument("--out", type=Path, default=DATA, help="where the tables go (default: the program's own)")
    parser.add_argument("--only-scores", action="store_true", help="learn the score again, leave the other tables")
    options = parser.parse_args()
    split = Split(options.data)
    if not options.only_scores:
        sightings = Sightings(across_scripts(options.data, split), between_latin(options.data, split))
        odds = learn_letters(sightings, options.data, options.out)
        write_common(options.data, options.out)
        write_lexicon(sightings, odds, options.out / "letters.npz", options.out)
    # Imported when the tables stand: they are read once, at the first use.
    from jiwar.knowledge.names.learning.judging import learn_scores
    from jiwar.knowledge.names.lexicon import shipped_lexicon

    shipped_lexicon().forget_one()
    learn_scores(options.data, split, options.out)


if __name__ == "__main__":
    main()
