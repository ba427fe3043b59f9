"""What every page is made of: one stylesheet, components as Jinja2 macros, base pages, error pages, navigation.

Rooms write templates that begin `{% extends "ui/page.html" %}` and use the components as `ui.card(…)`; the name `ui` is
known in every template. Views call `shortcuts.render`.
"""
