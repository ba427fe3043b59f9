"""Languages, directions, people's calendars and digits.

The lowest room of the foundation: it knows no group and no account.

Front doors: `directions` (which way a language is written), `spoken` and `countries` (what people choose from),
`reader` (how one reader wants dates and numbers), `fields` (form fields that take any digits and calendars), `phones`.
"""
