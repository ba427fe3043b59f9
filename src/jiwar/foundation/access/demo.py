"""The invented staff: fourteen people in their roles, one of them the story's caseworker, Leila."""

from dataclasses import dataclass

from django.utils import timezone

from jiwar.foundation.access import roles
from jiwar.foundation.access.models import Account, MemberRole, Membership
from jiwar.foundation.access.story import SignIn, Story
from jiwar.foundation.groups.models import Office, OfficeHours
from jiwar.knowledge.calendars import Calendar


@dataclass(frozen=True)
class Hired:
    username: str
    name: str
    role: str
    languages: tuple[str, ...]
    supervisor: str = ""


# Supervisors stand before those they supervise. A role of a line that is not installed hires nobody.
STAFF = (
    Hired("selin", "Selin Kaya", "administrator", ("tr", "en")),
    Hired("idris", "Idris Benali", "data-guardian", ("ar", "fr")),
    Hired("ruqayya", "Ruqayya Saleh", "coordinator", ("ar", "en")),
    Hired("hoda", "Hoda Mansour", "reception", ("ar", "en")),
    Hired("bilal", "Bilal Arslan", "reception", ("tr", "ar")),
    Hired("leila", "Leila Haddad", "caseworker", ("ar", "fr", "en")),
    Hired("samir", "Samir Osman", "caseworker", ("ar", "so")),
    Hired("asma", "Asma Rahimi", "caseworker", ("fa", "prs", "en"), supervisor="leila"),
    Hired("nadia", "Nadia Yıldız", "legal-adviser", ("tr", "ar", "en")),
    Hired("yusuf", "Yusuf Demir", "legal-adviser", ("tr", "en"), supervisor="nadia"),
    Hired("amal", "Amal Sayegh", "teacher", ("ar", "tr", "fr")),
    Hired("kerem", "Kerem Aydın", "teacher", ("tr", "en")),
    Hired("mariam", "Mariam Tekle", "volunteer", ("ti", "am", "ar")),
    Hired("emre", "Emre Şahin", "volunteer", ("tr", "en")),
)


def tell(story: Story) -> None:
    """Hires the staff and opens the offices. Roles are in force as if the data guardian had agreed long ago."""
    office = _offices()
    installed = {role.code for role in roles.all_roles()}
    for hired in STAFF:
        if hired.role in installed:
            _hire(story, hired, office)


def _hire(story: Story, hired: Hired, office: Office) -> None:
    password = f"{hired.username} opens the door"
    account = Account.objects.create_user(
        hired.username, password, name=hired.name, calendar=Calendar.HIJRI.value, email=""
    )
    supervisor = story.as_(hired.supervisor).member if hired.supervisor else None
    member = Membership.objects.create(
        account=account, office=office, languages=list(hired.languages), supervisor=supervisor
    )
    MemberRole.objects.create(member=member, role=hired.role, confirmed_at=timezone.now())
    story.hire(hired.username, member)
    story.sign_ins.append(SignIn(hired.role, hired.name, hired.username, password))


def _offices() -> Office:
    main = Office.objects.create(name="Old town", area="Gaziantep")
    harbour = Office.objects.create(name="Harbour", area="Mersin")
    for office, days in ((main, range(5)), (harbour, (0, 2, 4))):
        for weekday in days:
            OfficeHours.objects.create(office=office, weekday=weekday, opens="09:30", closes="14:30")
    return main
