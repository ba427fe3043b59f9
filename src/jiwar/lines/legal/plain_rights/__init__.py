"""'Know your rights': what a pack knows of a procedure, in plain words, for the person and to be printed."""
