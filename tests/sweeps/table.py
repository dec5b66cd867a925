"""Who may do what at every address that the product answers. To add a URL, add its name here.

`get` and `post` are the lowest role that is let in (None: that verb does not exist there); `of` names what the
address is about, a row of `tests/sweeps/world.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm.common.permissions import Role

READER, EDITOR, MANAGER, ADMIN = Role.READER, Role.EDITOR, Role.MANAGER, Role.ADMIN


@dataclass(frozen=True)
class Rule:
    get: Role | None = READER
    post: Role | None = None
    of: str = ""


def page(of: str = "") -> Rule:
    """A page to read."""
    return Rule(of=of)


def form(of: str = "", role: Role = EDITOR) -> Rule:
    """A page with a form: shown to and taken from the same role."""
    return Rule(get=role, post=role, of=of)


def button(of: str = "", role: Role = EDITOR) -> Rule:
    """A POST without a page of its own."""
    return Rule(get=None, post=role, of=of)


PAGES = {
    "crm:home": page(),
    "crm:search": page(),
    "crm:search_suggest": page(),
    "crm:operation_list": Rule(get=EDITOR),
    "crm:operation_detail": Rule(get=EDITOR, of="operation"),
    "crm:operation_undo": form("operation"),
    "crm:export_list": page(),
    "crm:export_detail": Rule(get=MANAGER, of="export"),
    "crm:export_file": Rule(get=ADMIN, of="export"),
    "crm:user_list": Rule(get=ADMIN),
    "crm:user_add": form(role=ADMIN),
    "crm:user_detail": Rule(get=ADMIN, of="user"),
    "crm:user_edit": form("user", ADMIN),
    "crm:user_link": button("user", ADMIN),
    "crm:saved_view_add": form(role=READER),
    "crm:saved_view_edit": form("saved_view", MANAGER),
    "crm:saved_view_update": button("saved_view", MANAGER),
    "crm:saved_view_remove": form("saved_view", MANAGER),
    "contacts:duplicate_list": Rule(get=EDITOR),
    "contacts:duplicate_scan": button(),
    "contacts:person_pair": button("person_pair"),
    "contacts:organization_pair": button("organization_pair"),
    "contacts:person_alike": Rule(get=EDITOR),
    "contacts:organization_alike": Rule(get=EDITOR),
    "contacts:person_merge": form("person"),
    "contacts:organization_merge": form("organization"),
    "contacts:person_list": page(),
    "contacts:person_export": form(role=READER),
    "contacts:person_suggest": page(),
    "contacts:person_add": form(),
    "contacts:person_quick_add": form(),
    "contacts:person_detail": page("person"),
    "contacts:person_history": page("person"),
    "contacts:person_edit": form("person"),
    "contacts:person_archive": form("person"),
    "contacts:person_brief": page("person"),
    "contacts:person_favourite": button("person", READER),
    "contacts:person_note_add": form("person"),
    "contacts:organization_favourite": button("organization", READER),
    "contacts:organization_note_add": form("organization"),
    "contacts:note_edit": form("note"),
    "contacts:note_remove": form("note"),
    "contacts:relation_add": form("person"),
    "contacts:relation_end": form("relation"),
    "contacts:relation_remove": form("relation"),
    "contacts:detail_verify": button("detail"),
    "contacts:membership_unstrike": form("struck"),
    "contacts:leave_add": form("membership"),
    "contacts:leave_edit": form("leave"),
    "contacts:leave_remove": form("leave"),
    "contacts:customer_add": form("organization"),
    "contacts:customer_edit": form("customer"),
    "contacts:customer_remove": form("customer"),
    "contacts:reference": page(),
    "contacts:tag_list": page(),
    "contacts:tag_add": form(role=MANAGER),
    "contacts:tag_edit": form("tag", MANAGER),
    "contacts:tag_merge": form("tag", MANAGER),
    "contacts:tag_remove": form("tag", MANAGER),
    "contacts:kind_list": page(),
    "contacts:subkind_add": form(role=MANAGER),
    "contacts:subkind_edit": form("subkind", MANAGER),
    "contacts:subkind_remove": form("subkind", MANAGER),
    "contacts:party_list": page(),
    "contacts:party_add": form(role=MANAGER),
    "contacts:party_edit": form("party", MANAGER),
    "contacts:alias_add": form("party", MANAGER),
    "contacts:alias_remove": button("alias", MANAGER),
    "contacts:committee_list": page(),
    "contacts:ministry_list": page(),
    "contacts:reorganise": form(role=MANAGER),
    "contacts:organization_rename": form("organization", MANAGER),
    "contacts:area_list": page(),
    "contacts:municipality_merge": form(role=MANAGER),
    "contacts:responsibility_list": page(),
    "contacts:responsibility_add": form(role=MANAGER),
    "contacts:responsibility_edit": form("responsibility", MANAGER),
    "contacts:responsibility_give": form("responsibility", MANAGER),
    "contacts:term_list": page(),
    "contacts:term_add": form(role=MANAGER),
    "contacts:term_edit": form("term", MANAGER),
    "contacts:term_remove": form("term", MANAGER),
    "contacts:bookmark_list": page(),
    "contacts:membership_add": form("person"),
    "contacts:membership_suggest": page(),
    "contacts:membership_change": form("membership"),
    "contacts:membership_end": form("membership"),
    "contacts:membership_strike": form("membership"),
    "contacts:organization_list": page(),
    "contacts:organization_export": form(role=READER),
    "contacts:organization_suggest": page(),
    "contacts:organization_add": form(),
    "contacts:organization_detail": page("organization"),
    "contacts:organization_history": page("organization"),
    "contacts:organization_edit": form("organization"),
    "contacts:organization_archive": form("organization"),
    "contacts:organization_tree": page(),
    "contacts:organization_roots": page("kind"),
    "contacts:organization_branch": page("organization"),
    "contacts:organization_move": form("organization"),
    "contacts:organization_members": page("organization"),
    "contacts:post_list": page("organization"),
    "contacts:post_add": form("organization", MANAGER),
    "contacts:post_seat": form("post"),
    "contacts:post_end": form("post", MANAGER),
    "contacts:post_remove": button("post", MANAGER),
    "contacts:network_list": page(),
    "contacts:composition": page("organization"),
    "contacts:composition_candidates": page("gap"),
    "contacts:rule_add": form("organization"),
    "contacts:rule_edit": form("rule"),
    "contacts:rule_remove": form("rule"),
    "contacts:rule_up": button("rule"),
    "contacts:area_suggest": page(),
    "contacts:person_bulk": form("person_action"),
    "contacts:organization_bulk": form("organization_action"),
    "contacts:tag_suggest": page(),
    "contacts:list_suggest": page(),
    "contacts:list_list": page(),
    "contacts:list_add": form(),
    "contacts:list_counts": page(),
    "contacts:list_compare": page(),
    "contacts:list_detail": page("list"),
    "contacts:list_edit": form("list", MANAGER),
    "contacts:list_archive": Rule(get=EDITOR, post=MANAGER, of="list"),
    "contacts:list_put": button("list"),
    "contacts:list_take_off": button("list_member"),
    "contacts:person_put": button("person"),
    "contacts:import_list": form(),
    "contacts:import_detail": Rule(get=EDITOR, of="import"),
    "contacts:import_columns": form("import"),
    "contacts:import_decide": form("import"),
    "contacts:import_rest": Rule(get=EDITOR, of="import"),
    "contacts:import_report": Rule(get=EDITOR, of="import"),
    "contacts:import_read": button("import"),
    "contacts:import_again": button("import"),
    "contacts:import_mapping_remove": button("mapping"),
    "contacts:import_confirm": button("import"),
    "contacts:import_discard": button("import"),
    "advocacy:interaction_list": page(),
    "advocacy:interaction_export": form(role=READER),
    "advocacy:interaction_add": form(),
    "advocacy:interaction_quick": form(),
    "advocacy:interaction_when": Rule(get=EDITOR),
    "advocacy:who_suggest": page(),
    "advocacy:interaction_attendance": button(),
    "advocacy:interaction_detail": page("interaction"),
    "advocacy:interaction_edit": form("interaction"),
    "advocacy:interaction_cancel": form("interaction"),
    "advocacy:event_list": page(),
    "advocacy:event_suggest": page(),
    "advocacy:event_add": form(),
    "advocacy:event_detail": page("event"),
    "advocacy:event_edit": form("event"),
    "advocacy:task_list": page(),
    "advocacy:task_add": form(),
    "advocacy:task_edit": form("task"),
    "advocacy:task_done": button("task"),
    "advocacy:goal_suggest": page(),
    "advocacy:field": Rule(get=EDITOR),
    "advocacy:field_state": Rule(get=EDITOR),
    "advocacy:field_carry": button(),
    "advocacy:field_sync": button(),
    "advocacy:field_evening": page(),
    "advocacy:plan_current": page(),
    "advocacy:plan_detail": page("plan"),
    "advocacy:priority_detail": page("priority"),
    "advocacy:goal_coverage": page(),
    "advocacy:goal_detail": page("goal"),
    "advocacy:goal_edit": form("goal", MANAGER),
    "advocacy:goal_export": page("goal"),
    "advocacy:goal_units": page("units"),
    "advocacy:goal_units_export": form("units", READER),
}

API = {
    "api:schema": page(),
    "api:docs": page(),
    "api:person-export": page(),
    "api:organization-export": page(),
    "api:interaction-export": page(),
    "api:person-list": Rule(post=EDITOR),
    "api:person-detail": page("person"),
    "api:organization-list": Rule(post=EDITOR),
    "api:organization-detail": page("organization"),
    "api:organization-composition": page("organization"),
    "api:membership-list": Rule(post=EDITOR),
    "api:membership-detail": page("membership"),
    "api:membership-end": button("membership"),
    "api:membership-change-from": button("membership"),
    "api:membership-strike": button("membership"),
    "api:interaction-list": Rule(post=EDITOR),
    "api:interaction-detail": page("interaction"),
    "api:priority-list": page(),
    "api:priority-detail": page("priority"),
    "api:goal-list": page(),
    "api:goal-detail": page("goal"),
    "api:goal-reach": page("goal"),
    "api:area-list": page(),
    "api:area-detail": page("area"),
    "api:party-list": page(),
    "api:party-detail": page("party"),
    "api:list-list": page(),
    "api:list-detail": page("list"),
    "api:saved-view-list": page(),
    "api:saved-view-detail": page("saved_view"),
}

# Addresses that anonymous visitors reach, each with a test that says what they find there.
OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "crm:language",
    "api:login",
    "advocacy:field_worker",
    "advocacy:field_manifest",
}

# For whoever is logged in, outsiders too: it concerns the account alone.
OWN = {"account_change_password", "api:logout"}

# Addresses that the login library asks for; there is nothing there.
CLOSED = {
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_reauthenticate",
}

# The technical administration: made by Django for each registered model. See test_technical_admin.py.
TECHNICAL = "admin:"
