"""What the person told: sessions, the chronology, drafts read back to them, and what is still to be asked.

All of it is legal-privileged. A sensitive passage or event stands in the restricted part of the case, and is shown to
whoever holds *both* parts: fewer people than hold either. Whoever lacks the restricted part is told on every page that
something may be kept there, whether it is or not; nothing is counted for them, and they write no text they could not
see whole.
"""
