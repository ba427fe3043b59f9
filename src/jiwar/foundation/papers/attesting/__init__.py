"""A certificate on one page, in two languages side by side, with a picture of the address where it is checked."""
