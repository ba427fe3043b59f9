"""A first draft of a pack from a country's record of facts: the record's facts, and our usual reading of them.

The record stays outside the project. A draft is written once and then read and corrected by a person, entry by entry:
what a pack says is what stands in the pack, never what this would write again.
"""

from jiwar.knowledge.procedures.drafting.drafts import draft
from jiwar.knowledge.procedures.drafting.writing import written

__all__ = ["draft", "written"]
