"""Measures what must stay fast. `make bench` prints a table; no test of the suite depends on a clock.

`store` keeps the data between runs; `product` measures Samsyn and `baseline` what it is held against, each part in a
process of its own; `table` says what is compared with what, and how good it must be. What is judged are ratios within
one run on one machine, never seconds: those belong to the machine.
"""
