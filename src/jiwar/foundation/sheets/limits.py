"""How much of a table is read. Beyond any of these a list is no list of people any more."""

from typing import Final

BYTES: Final = 25 * 1024 * 1024
"""Of the file as it is sent; the same as for any upload."""
ROWS: Final = 100_000
EMPTY_ROWS: Final = 20_000
"""In a row, before something filled: a sheet that was formatted down to its end has a million."""
COLUMNS: Final = 256
CELL: Final = 4_000
"""Signs of one cell; what is longer is cut and marked."""
SHEETS: Final = 200

# of a file that is a zip inside
MEMBERS: Final = 2_000
INFLATED: Final = 200 * 1024 * 1024
RATIO: Final = 150
"""How much larger than its packed form a large part may be; lists of people come to 10 or 20."""
RATIO_COUNTS_FROM: Final = 4 * 1024 * 1024
MERGED: Final = 20_000

# of the child process
MEMORY: Final = 512 * 1024 * 1024
CPU_SECONDS: Final = 120
SECONDS: Final = 600
LOOK_SECONDS: Final = 60
