"""Guided interviews, held with the person: begun, saved at each answer, gone on with by anybody who may, finished."""
