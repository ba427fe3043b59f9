"""Text documents (DOCX) that a group brings as templates: looked at before they are kept, and filled.

Doors: `asking.examined` names the fields of one, or refuses it; `asking.filled` fills it. Both ask a process
of its own.
"""
