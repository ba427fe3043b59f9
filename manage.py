#!/usr/bin/env python
"""Django's own commands, for people who work on the code. Everything else is the command `jiwar`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiwar.site.settings")
execute_from_command_line(sys.argv)
