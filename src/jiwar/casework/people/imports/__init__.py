"""Bringing in the lists a group kept before: read, tried, brought in, decided row by row, and undone if need be.

`headers`, `values`, `entry`   a row of a table as parts of a person, with what is wrong, doubtful or worth saying
`verdicts`                     what becomes of a row, asked through the same door as registering
`running`, `undoing`           the work in the background, batch by batch, taken up again after a crash
`actions`, `queries`, `views`  as in every room; an import is seen by the member who brought it, and by nobody else
"""
