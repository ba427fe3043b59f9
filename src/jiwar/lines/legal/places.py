"""Pages of the line without an entry of their own in the menu, by the entry they stand under."""

from typing import Final

OF_THE_SHELF: Final = (
    "legal:source", "legal:source_add", "legal:source_aside", "legal:shelf_age", "legal:cite", "legal:arguments",
    "legal:argument", "legal:argument_write", "legal:argument_use", "legal:argument_aside",
)  # fmt: skip

OF_A_ROUND: Final = ("legal:rounds", "legal:round-correct", "legal:round-withdraw", "legal:renewal-end")

OF_A_CASE: Final = (
    "legal:open", "legal:letters", "legal:letter", "legal:letter_sign", "legal:letter_word", "legal:help",
    "legal:screen", "legal:decide", "legal:second", "legal:scope", "legal:agree-scope", "legal:end-scope",
    "legal:scope-letter", "legal:exhibits", "legal:exhibit-new", "legal:exhibit", "legal:exhibit-change",
    "legal:exhibit-moved", "legal:exhibit-check", "legal:bundle-new", "legal:bundle", "legal:bundle-filed",
    "legal:statements", "legal:session-add", "legal:session", "legal:chronology", "legal:chronology-add",
    "legal:chronology-change", "legal:chronology-take-out", "legal:statement-questions", "legal:statement-ask",
    "legal:statement-answer", "legal:statement-begin", "legal:statement", "legal:statement-write",
    "legal:statement-differences", "legal:statement-read-back", "legal:statement-paper", "legal:runs-out",
    "legal:safety", "legal:safety-edit", "legal:check-in-once", "legal:alarm-raise", "legal:safety-end",
    "legal:check-in-heard", "legal:check-in-not-reached", "legal:check-in-drop", "legal:alarm", "legal:alarm-take",
    "legal:alarm-close", "legal:interviews", "legal:interview_start", "legal:interview", "legal:interview_end",
    "legal:interview_paper", "legal:citations", "legal:citation_drop", "legal:look-ask", "legal:look",
    "legal:looking-back", "legal:letter-certified", "legal:bundle-certified", "legal:own-template-fill",
    "legal:hearings", "legal:hearing-plan", "legal:hearing", "legal:hearing-change", "legal:hearing-move",
    "legal:hearing-end", "legal:hearing-ask", "legal:hearing-item", "legal:hearing-travel", "legal:hearing-sheet",
    "legal:hearing-record", "legal:hearing-notes", "legal:hearing-correct", "legal:time-case",
)  # fmt: skip
