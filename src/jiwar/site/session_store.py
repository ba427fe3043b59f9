"""Sessions in the database, as Django keeps them; read at every request, so read with a statement."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from jiwar.foundation.groups.statements import moment, statement_across_groups


class SessionStore(db.SessionStore):
    """The engine named in the settings as `jiwar.site.session_store`."""

    def _get_session_from_db(self) -> Session | None:
        found = _running(self.session_key) if self.session_key else []
        if not found:
            self._session_key = None
        return found[0] if found else None


@statement_across_groups
def _running(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=moment())
