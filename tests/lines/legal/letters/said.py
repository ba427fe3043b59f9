"""An invented file and the answers to everything a letter may ask."""

from datetime import date
from typing import Any

from jiwar.foundation.papers.letter import Letter
from jiwar.lines.legal.letters.catalogue import LETTERS
from jiwar.lines.legal.letters.composing import compose

FILE: dict[str, Any] = {
    "names": ["Ahmed Idris Abdallah", "أحمد إدريس عبد الله"],
    "birth": {"calendar": "hijri", "year": 1410, "month": 2, "day": 14, "about": False},
    "nationalities": ["SD"],
    "paper": {"kind": "asylum-card", "number": "99 1234-56 (B)"},
    "languages": ["fvr"],
    "dialect": "",
    "interpreter_gender": "male",
    "case_number": "C-0207",
    "adviser": "Yusuf Demir",
    "group": "جمعية الجوار",
    "office": {"name": "Çankaya", "area": "Ankara", "phone": "+903120000000"},
    "fictional": True,
    "digits": "arab",
    "months": "levantine",
    "today": date(2026, 3, 6).isoformat(),
}
ANSWERS: dict[str, Any] = {
    "authority_name": "İl Göç İdaresi Müdürlüğü (Ankara)",
    "authority_address": "Atatürk Bulvarı 12/3\n06420 Çankaya",
    "reference": "2026/4512 (B)",
    "decision_number": "E-77/2026",
    "notified_on": "2026-03-02",
    "relied_on": "“Return is barred.” (Invented Observatory, Invented report, 2026-01-05, § 2)",
    "enclosures": "Appeal, 6 pages\nإفادة موقَّعة (٤ صفحات)\nKarar örneği",
    "documents": "Record of the interview (24 Feb 2026)\nقرار الرفض رقم 2026/4512",
    "interview_on": "2026-04-01",
    "interpreter_note": "Fur of Jebel Marra, not Sudanese Arabic.",
    "new_address": "Karanfil Sokak 7/14\n06690 Çankaya",
    "moved_on": "2026-03-01",
    "letters_to_us": True,
    "partner_name": "Hayat Sağlık Merkezi",
    "partner_address": "Kızılay, Ankara",
    "ask": "A first appointment with a doctor; he sleeps badly (since 2024).",
    "place": "Akyurt Geri Gönderme Merkezi",
    "held_since": "2026-03-05",
    "care": "دواء السكري مرتين في اليوم (08:00، 20:00).",
    "present_on": "2026-03-06",
    "present_from": "09:30",
    "present_until": "11:00",
    "attendance_note": "",
    "services": ["representation"],
    "does": "نكتب الاعتراض على القرار E-77/2026 ونقدّمه قبل الموعد.\nWe go with you to the office (Çankaya).",
    "does_not": "Represent you in court\nHelp with work permits",
    "explained_by": "Yusuf Demir",
    "agreed_on": "2026-03-05",
    "agreed_aloud": True,
    "interpreter": "Halima Abbakar",
    "interpreted_into": "fvr",
    "basis": "",
}


def letter(code: str, *languages: str, hijri: bool = True, **other: Any) -> Letter:
    kind = next(kind for kind in LETTERS if kind.code == code)
    answers = {name: ANSWERS[name] for name in kind.asks} | other
    return compose(kind, languages=languages, file=FILE, answers=answers, hijri=hijri, number=1)
