"""What is printed or signed: letters as PDF, as pictures of their pages, and as a text document for who must edit.

Doors: `letter.Letter` says what a letter says; `filling.filled` puts facts into its texts; `drawing.pdf`,
`drawing.pages` and `drawing.word` draw it in a process of its own; `drawing.cards` draws cards to cut out. Nothing
unsealed is written to disk, nothing is fetched.
"""
