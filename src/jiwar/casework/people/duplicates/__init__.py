"""The search for duplicates through a whole register: Splink on DuckDB, in memory, slice by slice.

`opening`   the register's facts as columns, opened for this run and kept nowhere
`blocks`    which records are worth comparing: those that share keys of names, dates, telephones, papers
`model`     how much each finding weighs: the name by `knowledge.names`, the rest by comparing columns
`finding`   the run: progress, going on where it stopped, and what becomes of what was found

The model uses nothing that Splink's Spark backend does not run as well: columns, arrays, plain SQL and one function,
`name_score`, to be registered there under the same name.
"""
