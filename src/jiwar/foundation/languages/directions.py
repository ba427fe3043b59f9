"""Which way a language is written, and what it calls itself. Codes are ISO 639-1 where one exists, else 639-3."""

from typing import Final, Literal

Direction = Literal["ltr", "rtl"]

DESK_LANGUAGES: Final = ("en", "ar", "fr")

_RIGHT_TO_LEFT: Final = frozenset(
    {
        "ar",
        "apd",
        "acm",
        "apc",
        "arz",
        "ary",
        "ckb",
        "fa",
        "prs",
        "haz",
        "he",
        "ks",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)

ENDONYMS: Final[dict[str, str]] = {
    "en": "English", "ar": "العربية", "fr": "Français", "tr": "Türkçe", "fa": "فارسی", "prs": "دری", "ps": "پښتو",
    "ckb": "کوردی", "kmr": "Kurmancî", "ur": "اردو", "so": "Soomaali", "ti": "ትግርኛ", "am": "አማርኛ", "om": "Afaan Oromoo",
    "ru": "Русский", "bn": "বাংলা", "sw": "Kiswahili", "ha": "Hausa", "din": "Thuɔŋjäŋ", "id": "Bahasa Indonesia",
    "ms": "Bahasa Melayu",
}  # fmt: skip


def direction(language: str) -> Direction:
    """`rtl` or `ltr`; a script in the code decides first (`pa-Arab`), then the language."""
    parts = language.replace("_", "-").split("-")
    if len(parts) > 1 and parts[1].capitalize() in {"Arab", "Hebr", "Syrc", "Adlm", "Nkoo", "Thaa"}:
        return "rtl"
    if len(parts) > 1 and parts[1].capitalize() in {"Latn", "Cyrl", "Ethi"}:
        return "ltr"
    return "rtl" if parts[0].lower() in _RIGHT_TO_LEFT else "ltr"


def endonym(language: str) -> str:
    """The language's own name for itself; the code when we do not know it."""
    return ENDONYMS.get(language, language)
