"""Every figure of docs/metrics.md for a goal, a priority, a focus area or a whole plan, gathered for page and paper.

Nothing is counted here: each figure is asked of the one function that defines it.
"""
