"""Measurements: each script prints ours beside a named peer or limit of the same run."""
