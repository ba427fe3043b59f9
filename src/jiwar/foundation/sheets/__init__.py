"""Tables from elsewhere, read as if an enemy had made them; and tables of ours that harm nobody who opens them.

Three doors:

- `reading.look(chunks)` and `reading.rows(chunks)`: a list as XLSX, CSV or ODS, in a child process with limits of
  memory and time. Cells come as text. What is refused raises `refusals.SheetRefused` with one sentence.
- `cells`: `Row`, `Cell` and the name of a cell (`D12`).
- `writing.xlsx(rows)` and `writing.csv(rows)`: in memory, and never a formula.
"""
