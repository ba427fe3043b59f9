"""Duplicates in a whole register: pairs found against the truth, and how long it takes.

  python -m benchmarks.duplicates --data people.csv.gz [--rows 100000] [--json] [--quick] [--learn]

`people.csv.gz`: unique_id, cluster, name, dob, sex, nat. The weights were learned on the clusters of one half (by a hash
of the cluster), the threshold is chosen there too; precision and recall are of the other half, which no weight has seen.
A pair counts for the half of its first record, so pairs across the halves are counted as the mistakes they are.
"""

import argparse
import csv
import gzip
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import batched, islice
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from jiwar.casework.people.duplicates import blocks, finding, model, opening  # noqa: E402
