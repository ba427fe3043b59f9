"""What the measured server runs: the desk on the benchmark's settings."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.served_settings")
application = get_wsgi_application()
