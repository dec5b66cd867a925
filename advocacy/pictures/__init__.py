"""The pictures of the figures, one function each, on the charts floor: title, description, and the table behind it.

Pages and papers ask `sections.pictures_of(key, figure_set)` for those that belong to a section.
"""
