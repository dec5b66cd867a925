"""Finding people, organizations and texts by what somebody remembers of them.

Matching and ranking are done here, in Python, from the words that the register knows; the database only looks
whole words up. So results are the same on SQLite and PostgreSQL. See docs/decisions/0009-search.md.
"""

from crm.common.search.asking import Asked
from crm.common.search.finding import ADDRESS, MOST, Row, Source, find, narrow, unite
from crm.common.search.index import Lookup, any_of, begun, condition, each_stem, holding, holding_stems, ids, whole
from crm.common.search.keeping import source
from crm.common.search.marking import excerpt, marked
from crm.common.search.vocabulary import learn, learn_from
from crm.common.text import stem

__all__ = [
    "ADDRESS",
    "MOST",
    "Asked",
    "Lookup",
    "Row",
    "Source",
    "any_of",
    "begun",
    "condition",
    "each_stem",
    "excerpt",
    "find",
    "holding",
    "holding_stems",
    "ids",
    "learn",
    "learn_from",
    "marked",
    "narrow",
    "source",
    "stem",
    "unite",
    "whole",
]
