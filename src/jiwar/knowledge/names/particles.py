"""Words in a name that are not names: articles, links between generations, titles; and words that grow together.

All in plain letters (`scripts.letters`). A link joins the part that follows it, an ending the part before it.
"""

from jiwar.knowledge.names.scripts import Script

# Left out wherever a part follows.
ARTICLES = {
    Script.LATIN: frozenset(
        ["al", "el", "ul", "de", "du", "del", "della", "di", "da", "dos", "das", "des", "van", "von", "der", "den", "y"]
    ),
    Script.ARABIC: frozenset(("ال",)),
    Script.CYRILLIC: frozenset(["аль", "эль", "ал", "эл", "ад", "ас", "аш"]),
    Script.BENGALI: frozenset(["আল", "আল্", "উল", "এল"]),
}
# Before a part that begins with the same letter: as-Sayed, er-Rahman.
ASSIMILATED = frozenset(
    [
        "ad",
        "ar",
        "as",
        "an",
        "at",
        "az",
        "ash",
        "ed",
        "er",
        "es",
        "en",
        "et",
        "ez",
        "esh",
        "ech",
        "ud",
        "ur",
        "us",
        "un",
        "ut",
        "uz",
        "ush",
        "ech",
        "ach",
        "id",
        "ir",
        "is",
        "in",
        "it",
        "iz",
        "ish",
    ]
)

# Servant of ...: one name with what follows, in every script.
SERVANT = {
    Script.LATIN: frozenset(
        [
            "abd",
            "abdul",
            "abdel",
            "abdal",
            "abdol",
            "abdoul",
            "abdur",
            "abdus",
            "abder",
            "abdes",
            "abdir",
            "abed",
            "abdu",
        ]
    ),
    Script.ARABIC: frozenset(("عبد", "عبدال")),
    Script.CYRILLIC: frozenset(["абд", "абдул", "абдель", "абдал", "абдуль", "абдель", "абдур"]),
    Script.BENGALI: frozenset(
        ["আবদুল", "আব্দুল", "আবদুর", "আব্দুর", "আবদুস", "আব্দুস", "আবদুন", "আব্দুন", "আবদুজ", "আব্দুজ", "আবদেল", "আব্দেল", "আব্দ", "আবদ"]
    ),
}

# Son, daughter, father, mother of ...: one part with what follows; the part also stands without them.
LINKS = {
    Script.LATIN: tuple(
        [
            "abu",
            "abou",
            "abo",
            "umm",
            "oum",
            "ibn",
            "bin",
            "ben",
            "bint",
            "binti",
            "binte",
            "bent",
            "ould",
            "wuld",
            "weld",
            "mint",
            "ait",
            "bel",
            "bou",
        ]
    ),
    Script.ARABIC: ("ابو", "ابي", "ابا", "ام", "ابن", "بن", "بنت", "ولد", "اولد", "منت", "ايت", "بو", "بل"),
    Script.CYRILLIC: tuple(["абу", "умм", "ибн", "бин", "бен", "бинт"]),
    Script.BENGALI: ("আবু", "উম্মে", "ইবনে", "বিন", "বেন", "বিনতে"),
}
# Written in one word: what may be taken off the front of a part that stays at least three letters long.
GLUED = {
    Script.LATIN: tuple(["abou", "abu", "ibn", "ben", "bin", "bel", "ould", "binti", "bint", "ait", "al", "el"]),
    Script.ARABIC: ("ابو", "ابن", "بنت", "ولد", "بال", "بل", "بن", "ال"),
    Script.CYRILLIC: ("абу", "ибн", "бен", "аль", "эль"),
    Script.BENGALI: ("আবু", "আল"),
}

# Grown onto the part before: Shams al-Din, Nasr Allah, Ahmad Zadeh.
ENDINGS = {
    Script.LATIN: frozenset(
        [
            "din",
            "deen",
            "dine",
            "ddin",
            "uddin",
            "eddin",
            "eddine",
            "addin",
            "aldin",
            "ulddin",
            "uldin",
            "allah",
            "ullah",
            "ollah",
            "zadeh",
            "zada",
            "zade",
            "zadah",
            "pour",
            "nejad",
            "nezhad",
            "nijad",
            "zai",
            "zay",
            "zoi",
            "oglu",
            "oghlu",
            "ogly",
            "qizi",
            "kizi",
            "kyzy",
        ]
    ),
    Script.ARABIC: frozenset(("الدين", "الله", "زاده", "پور", "نژاد", "زي", "زيي", "اوغلو", "اوغلي")),
    Script.CYRILLIC: frozenset(["дин", "уддин", "оглы", "оглу", "кызы", "заде", "зода"]),
    Script.BENGALI: frozenset(["উদ্দিন", "উদ্দীন", "উদ-দিন", "উল্লাহ", "উল্লা", "উদদীন"]),
}

# What a woman's family name adds to a man's.
FEMININE = {
    Script.LATIN: (("skaya", "ski"), ("skaia", "ski"), ("ova", "ov"), ("eva", "ev")),
    Script.CYRILLIC: (("ская", "ский"), ("ова", "ов"), ("ева", "ев")),
}

ABBREVIATIONS = {
    Script.LATIN: {"md": "mohammad", "mohd": "mohammad", "mhd": "mohammad", "muh": "muhammad", "mohmd": "mohammad"},
    Script.BENGALI: {"মো": "মোহাম্মদ", "মোঃ": "মোহাম্মদ", "মোহা": "মোহাম্মদ", "মু": "মোহাম্মদ"},
    Script.ARABIC: {},
    Script.CYRILLIC: {},
}

# Said with a name rather than part of it: they weigh little.
TITLES = {
    Script.LATIN: frozenset(
        ["mr", "mrs", "ms", "dr", "prof", "sir", "eng", "sheikh", "shaikh", "shaykh", "sheik", "cheikh", "haji", "hajji", "hadji", "hajj", "hadj", "sayyid", "sayed", "sayyed", "syed", "said", "seyed", "sayid", "sidi", "moulay", "mulay", "maulana", "mawlana", "molana", "mullah", "mulla", "maulvi", "mawlawi", "mirza", "qazi", "hakim", "imam", "ustad", "ustaz", "madam", "begum", "bibi", "ato", "weyzero", "lalla", "hoca", "bey", "pasha", "khanum", "jr", "junior", "ayatollah"]
    ),
    Script.ARABIC: frozenset(
        ("السيد", "السيده", "سيد", "سيده", "الشيخ", "شيخ", "الحاج", "حاجي", "الدكتور", "دكتور", "الدكتوره", "د", "مولانا",
         "ملا", "مولوي", "ميرزا", "مولاي", "سيدي", "الامام", "الاستاذ", "لاله", "بيگم", "بيبي", "قاضي", "ايت الله")
    ),
    Script.CYRILLIC: frozenset(("шейх", "хаджи", "имам")),
    Script.BENGALI: frozenset(("শেখ", "সৈয়দ", "সৈয়দ", "মাওলানা", "হাজী", "হাজি", "বেগম", "ডঃ", "ড", "মোসাম্মৎ")),
    Script.ETHIOPIC: frozenset(("አ1ቶ7",)),
}  # fmt: skip
