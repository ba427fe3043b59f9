"""Letters of the legal line: which there are (`catalogue`), what they say (`texts/`), and how the file fills them.

The texts are data, one file a letter with a table for each language. `facts` takes what the file knows, `asked` is
what it does not, `wording` puts both into words of one language, `composing` makes the letter that `foundation.papers`
draws.
"""
