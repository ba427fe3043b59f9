"""The program's settings, with the benchmark's addresses in front."""

from jiwar.site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.served_urls"
