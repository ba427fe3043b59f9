"""How names are read: parts, particles, letters, in each script."""

import pytest

from jiwar.knowledge.names import keys
from jiwar.knowledge.names.reading import read


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Mohamed Abdelrahman", ["mohamed", "abdelrahman"]),
        ("Mohamed Abd al-Rahman", ["mohamed", "abdalrahman"]),
        ("Abd-ur-Rehman Khan", ["abdurrehman", "khan"]),
        ("محمد عبد الرحمن", ["محمد", "عبدالرحمن"]),
        ("مُحَمَّد عَبْدُ الرَّحْمٰن", ["محمد", "عبدالرحمن"]),
        ("محـــمد عبدالرحمن", ["محمد", "عبدالرحمن"]),
        ("أحمد إبراهيم", ["احمد", "ابراهيم"]),
        ("فاطمة", ["فاطمه"]),
        ("موسى", ["موسي"]),
        ("علی‌رضا", ["عليرضا"]),
        ("Ali al-Zidan", ["ali", "zidan"]),
        ("Salman as-Sayed", ["salman", "sayed"]),
        ("Abu Bakr", ["abubakr"]),
        ("Hassan bin Ali", ["hassan", "binali"]),
        ("Siti binti Ahmad", ["siti", "bintiahmad"]),
        ("Shams ud-Din", ["shamsdin"]),
        ("نور الدين زنكي", ["نورالدين", "زنكي"]),
        ("حسن زاده", ["حسنزاده"]),
        ("Md. Nazim", ["mohammad", "nazim"]),
        ("মোঃ নাজিম", ["মোহাম্মদ", "নাজিম"]),
        ("এম আলী", ["m", "আলী"]),
        ("Şükrü Yılmaz", ["shukru", "yilmaz"]),
        ("O’Neil Mo'allem", ["oneil", "moallem"]),
        ("Ali 2 ١٢ Hassan", ["ali", "hassan"]),
        ("M. A. Khan", ["m", "a", "khan"]),
        ("", []),
        ("123 - !", []),
    ],
)
def test_parts(name: str, parts: list[str]) -> None:
    assert [part.letters for part in read(name).parts] == parts


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("Benazzouz", "azzouz"),
        ("Ben Azzouz", "azzouz"),
        ("بن عزوز", "عزوز"),
        ("الزيدان", "زيدان"),
        ("Иванова", "иванов"),
        ("Petrova", "petrov"),
        ("Hassan", ""),
    ],
)
def test_what_is_left_without_particles(name: str, root: str) -> None:
    assert read(name).parts[-1].root == root


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "Mohamed"),
        ("محمد", "Maxamed"),
        ("محمد", "মোহাম্মদ"),
        ("محمد", "መሐመድ"),
        ("محمد", "Мухаммад"),
        ("قذافي", "Gaddafi"),
        ("خديجة", "Khadija"),
        ("جمال", "Cemal"),
        ("جمال", "Gamal"),
        ("شريف", "Cherif"),
        ("عثمان", "Osman"),
        ("عثمان", "Othman"),
        ("عبد العزيز", "Abdulaziz"),
        ("عبد الرحمن", "Abdurrahman"),
        ("نور الدين", "Noureddine"),
        ("العربي", "Larbi"),
        ("بن علي", "Benali"),
        ("ተስፋዬ", "Tesfaye"),
        ("গিয়াসউদ্দিন", "Giasuddin"),
        ("کوردستان", "Kurdistan"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert keys(one) & keys(other)


def test_keys_of_a_name_are_those_of_its_parts() -> None:
    assert keys("Mohamed Abdelrahman") == keys("Mohamed") | keys("Abdelrahman")
