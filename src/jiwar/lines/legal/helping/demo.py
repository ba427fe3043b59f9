"""Ahmed is represented on agreed terms; one decision waits for a second look; one refusal leaves a way on."""

from datetime import timedelta
from typing import Final

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case, Service
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.instruments import Answer, Help
from jiwar.lines.legal.helping import actions
from jiwar.lines.legal.helping.actions import Told
from jiwar.lines.legal.helping.criteria import asked

_DOES: Final = """نكتب الاعتراض على الرفض ونقدّمه قبل الموعد.
نرافقك إلى المكتب يوم التقديم.
نخبرك بكل رسالة تصل وبما تعنيه."""
_DOES_NOT: Final = """لا نعمل في المحكمة إلا باتفاق جديد.
لا نبحث عن سكن أو عمل: لذلك زملاء آخرون عندنا."""


def tell_ahmed(story: Story, adviser: Viewer, case: Case) -> None:
    service = Service.objects.filter(case=case, line="legal", kind=Help.REPRESENTATION).first()
    if service is None:
        service = cases.request_service(adviser, case=case, line="legal", kind=Help.REPRESENTATION.value)
    service.case = case
    _screen(adviser, service, {"evidence": (Answer.UNKNOWN, "The letter of his brother is on the way.")})
    actions.decide(
        adviser,
        service=service,
        outcome=Help.REPRESENTATION,
        reasons="The interview left out his brother. The objection stands on that.",
        told=Told("Face to face, in the office. He repeated it in his own words.", "fvr", "Halima Abbakar"),
        seen=0,
    )
    scope = actions.write_scope(adviser, service=service, language="ar", does=_DOES, does_not=_DOES_NOT)
    actions.agree_scope(
        adviser,
        scope=scope,
        agreed_on=story.today - timedelta(days=2),
        how="aloud",
        interpreter="Halima Abbakar",
        interpreter_language="fvr",
    )


def tell_others(adviser: Viewer, case: Case, *, refused: bool) -> None:
    """Of two more cases: one is represented against the screen's advice, one is refused."""
    service = cases.request_service(adviser, case=case, line="legal", kind=Help.REPRESENTATION.value)
    no = {"country": (Answer.NO, "The procedure runs in another country.")}
    doubt = {"prospects": (Answer.NO, "The same claim was refused twice before.")}
    _screen(adviser, service, no if refused else doubt)
    if refused:
        told = Told(
            "By telephone, at the agreed hour.",
            "ar",
            "",
            "The list of offices there, and how to ask for a copy of the file.",
            "The legal clinic at the university there; they called each other.",
        )
        actions.decide(adviser, service=service, outcome=Help.REFUSAL, reasons="Not our country.", told=told, seen=0)
        return
    actions.decide(
        adviser,
        service=service,
        outcome=Help.REPRESENTATION,
        reasons="Something new has happened since.",
        override="A witness came forward last week; the earlier refusals did not know of it.",
        told=Told("Face to face.", "ar"),
        seen=0,
    )


def _screen(adviser: Viewer, service: Service, other: dict[str, tuple[Answer, str]]) -> None:
    answers = {each.criterion.id: (Answer.YES, "") for each in asked()} | other
    actions.screen(adviser, service=service, answers=answers)
