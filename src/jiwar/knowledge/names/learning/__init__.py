"""How the weights of `names/data` are made: `python -m jiwar.knowledge.names.learning --data DIR`.

Nothing of the program imports this. DIR holds the gzipped lists of name pairs that docs/names.md describes.
"""
