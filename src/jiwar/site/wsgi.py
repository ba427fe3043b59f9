"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from jiwar.site.orphans import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiwar.site.settings")
end_with_parent()
application = get_wsgi_application()
