"""What a relation is, seen from the other side."""

from typing import Final

INVERSE: Final = {
    "spouse": "spouse",
    "child": "parent",
    "parent": "child",
    "sibling": "sibling",
    "guardian": "ward",
    "ward": "guardian",
    "wali": "wali-of",
    "wali-of": "wali",
    "kafil": "makful",
    "makful": "kafil",
    "other": "other",
}
