"""Hearings and interviews: what is agreed on, prepared and noted around an appointment at an authority."""
