"""Four invented sources in four languages, one of them old; an argument, and a citation in Ahmed's case."""

from datetime import timedelta
from typing import Final

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.shelf import actions
from jiwar.lines.legal.shelf.actions import Described

_SOURCES: Final = (
    (
        "en",
        "Invented report: the market town (demonstration)",
        "Invented Observatory",
        90,
        "1. Houses in the market town were burned in spring.\n\n2. Those who fled were not let back.",
    ),
    (
        "ar",
        "تقرير مختلق للعرض: القرى",
        "مرصد مختلق",
        200,
        "١. مُنع الذين فرّوا من العودة إلى قراهم.\n\n٢. أُحرقت الأسواق في المدينة.",
    ),
    (
        "fr",
        "Rapport inventé : l’accès aux tribunaux (démonstration)",
        "Observatoire inventé",
        1100,
        "12. Les déplacés n’ont pas accès aux tribunaux.\n\n13. Aucune plainte n’a été reçue.",
    ),
    (
        "tr",
        "Uydurma rapor: köyler (gösterim)",
        "Uydurma Gözlemevi",
        400,
        "2.1 Köylüler geri dönemiyor.\n\n2.2 İlçedeki pazar yakıldı.",
    ),
)


def tell(story: Story, adviser: Viewer, case: Case) -> None:
    put = [
        actions.add_source(
            adviser,
            described=Described(
                title, publisher, ("SD",), story.today - timedelta(days=days), language, licence="Invented"
            ),
            text=text,
        )
        for language, title, publisher, days, text in _SOURCES
    ]
    first = list(put[0].paragraphs.all())
    argument = actions.add_argument(
        adviser,
        title="Return to the villages is barred",
        claim="race",
        country="SD",
        text="Invented, to show the page. Say where the person lived, then what the source says of return.",
        paragraphs=first,
    )
    actions.cite(adviser, paragraph=first[1], case=case)
    actions.use_argument(adviser, argument=argument, case=case)
