"""Every page that a person can read, in a real browser, wide and as a phone: axe, and no scrolling sideways."""

import pytest
from django.urls import reverse

from tests.sweeps.table import PAGES
from tests.sweeps.world import build

# Answers that are no page of their own: files, JSON for the type-ahead, and fragments that a page asks for.
NO_PAGE = (
    "goal_export", "export_file", "_suggest", "_quick_add", "goal_coverage", "organization_roots",
    "organization_branch", "list_counts", "import_report", "import_rest", "_alike",
    "field_state", "interaction_file", "interaction_when", "consultation_file", "decision_file",
    "letter_template_file", "letter_template_sample", "onboarding_person", "influence_person", "act_position",
    "_suggest_act", "_suggest_outcome", "_suggest_interaction", "_suggest_proposal", "_suggest_viewpoint",
    "follow_up_export", "one_voice_export", "support_map_export", "paper_progress", "paper_file", "crm:chart",
    "chart_file",
)  # fmt: skip
READABLE = sorted(name for name, rule in PAGES.items() if rule.get and not name.endswith(NO_PAGE))


def is_own(name):
    return PAGES[name].is_own


def test_every_page_passes_axe_and_fits_its_window(any_page, sign_in, axe, fits, settled, dag, alma):
    world = build()
    sign_in(any_page, dag)
    wrong = []
    for name in sorted(READABLE, key=is_own):
        if is_own(name):
            sign_in(any_page, alma)
        answer = any_page.goto(reverse(name, kwargs=world[PAGES[name].of]))
        settled(any_page)
        assert answer.status == 200, name
        for check in (axe, fits):
            try:
                check(any_page)
            except pytest.fail.Exception as found:
                wrong.append(f"{name}: {found}")
    assert not wrong, "\n\n".join(wrong)


def test_there_are_pages_to_walk():
    assert len(READABLE) > 30
