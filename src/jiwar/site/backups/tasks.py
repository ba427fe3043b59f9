"""The rehearsal as background work. Run twice after a crash, it only rehearses twice."""

from django_tasks import task

from jiwar.site import options
from jiwar.site.backups import rehearsal


@task()
def rehearse_now() -> None:
    """What was found, also that it failed, is kept for the page."""
    rehearsal.rehearse(options.read())
