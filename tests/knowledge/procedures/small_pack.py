"""A made-up pack, small enough to break on purpose, with the kinds of period the real ones lack."""

SMALL = """
schema = "jiwar-procedure/1"
id = "zz"
name = "Test procedure"
version = "1"
reviewed_on = 2026-06-30
effective_from = 2020-01-01
effective_note = "The law is of 2020"
reading_by = "The tests"
anytime = ["departure"]

[[tracks]]
id = "main"
label = "Main"
stages = ["office", "court"]

[country]
iso2 = "TR"
name_en = "Testland"
region = "Nowhere"
decision_maker = "state"
summary = "Made up."
warnings = ["Made up."]
[country.authority]
name_en = "Office"
sources = ["law"]
confidence = "high"
[[country.conventions]]
id = "convention_1951"
status = "party"
sources = ["law"]
confidence = "high"

[calendar]
weekend = ["sat", "sun"]
rollover = "next_working_day"
rolls_over = ["zz-suit"]
court_recess_start = "07-20"
court_recess_end = "08-31"

[[sources]]
id = "law"
title = "The law"
publisher = "Gazette"
url = "https://example.org/law"
date = "2020"
kind = "official"
language = "en"
read = "whole"

[[stages]]
id = "office"
order = 1
name = "Office"
label = "Office"
procedure = "main"
actor = "Office"
summary = "Decides."
sources = ["law"]
confidence = "high"
entered_by = ["registration"]
left_by = ["refusal-notified"]

[[stages]]
id = "court"
order = 2
name = "Court"
label = "Court"
procedure = "main"
actor = "Court"
summary = "Reviews."
sources = ["law"]
confidence = "high"
entered_by = ["refusal-notified"]
within = ["suit-filed"]

[[deadlines]]
id = "zz-suit"
stage = "court"
procedure = "main"
party = "applicant"
kind = "limit"
action = "Sue"
known = true
value = 14
unit = "day"
day_type = "calendar"
start_event = "notification"
suspensive_effect = "yes"
sources = ["law"]
confidence = "high"
status = "in_force"
compute = "yes"
[deadlines.reading]
starts_from = ["refusal-notified"]
met_by = ["suit-filed"]

[[deadlines]]
id = "zz-objection"
stage = "office"
procedure = "main"
party = "applicant"
kind = "limit"
action = "Object"
known = true
value = 5
unit = "day"
day_type = "working"
start_event = "notification"
suspensive_effect = "no"
sources = ["law"]
confidence = "medium"
status = "expired"
compute = "warn"
[deadlines.reading]
starts_from = ["refusal-notified"]
met_by = ["appeal-filed"]

[[deadlines]]
id = "zz-report"
stage = "office"
procedure = "main"
party = "applicant"
kind = "limit"
action = "Report"
known = true
value = 36
unit = "hour"
day_type = "unknown"
start_event = "being sent"
suspensive_effect = "not_applicable"
sources = ["law"]
confidence = "high"
status = "in_force"
compute = "yes"
[deadlines.reading]
starts_from = ["sent-to-province"]

[rights]
[legal_aid]
available = "yes"
summary = "There is some."
sources = ["law"]
confidence = "high"
"""
