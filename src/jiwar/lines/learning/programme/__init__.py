"""A year of the programme in numbers of people: placed, hours, levels, tests, who left and why; small ones hidden."""
