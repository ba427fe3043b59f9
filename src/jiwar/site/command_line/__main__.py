"""`python -m jiwar.site.command_line` is the command `jiwar`."""

import sys

from jiwar.site.command_line import main

sys.exit(main())
