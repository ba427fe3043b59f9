"""What happens to an appointment, told as the events of cases are."""

from dataclasses import dataclass

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.events import CaseEvent


@dataclass(frozen=True)
class AppointmentMoved(CaseEvent):
    """`after` stands in the place of `before`."""

    before: Appointment
    after: Appointment
