"""What a code means: rules, findings and errors explained from the tables that they come from.

:func:`explain` gives the meaning of any code of the catalogue in one language; :func:`groups` lists what
there is; :func:`page` is the same as a page of the documentation.
"""

from hocba.rules.explain.catalogue import Group, codes, groups, suggestions
from hocba.rules.explain.collect import explain
from hocba.rules.explain.entries import rules_about
from hocba.rules.explain.explanation import Case, Explanation
from hocba.rules.explain.markdown import index_page, page, rule_codes

__all__ = [
    "Case",
    "Explanation",
    "Group",
    "codes",
    "explain",
    "groups",
    "index_page",
    "page",
    "rule_codes",
    "rules_about",
    "suggestions",
]
