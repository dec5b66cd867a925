"""What every model must have: words for what it is, history, addresses that are walked, a rule for merging."""

import inspect

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from contacts.models import Organization, Person
from crm.common import extensions
from tests.sweeps.table import API, PAGES

APPS = ("crm", "contacts", "advocacy")
RULES = {"move", "dedupe", "keep"}

# What is not tracked, and why.
UNTRACKED = {
    "contacts.Favourite": "a colleague's own mark",
    "contacts.RecentView": "a colleague's own mark",
    "contacts.ImportRow": "is itself a record",
    "crm.Operation": "is itself a record",
    "crm.Notification": "a colleague's own post",
    "crm.Digest": "is itself a record",
    "crm.SearchWord": "made from what is tracked",
    "advocacy.LastMet": "made from what is tracked",
    "advocacy.ReachEntry": "made from what is tracked",
    "crm.ImportRun": "is itself the record of a reading",
    "crm.ExportLog": "is itself a record",
    "crm.ScheduledRun": "is itself a record",
    "contacts.RadarRun": "is itself the record of a comparison",
    "contacts.RadarChange": "is itself the record of a decision",
    "contacts.FetchedSource": "a copy of what is kept elsewhere",
}

# Where a model's rows are shown or changed: addresses of the sweep. A part is reached through its whole.
ADDRESSES = {
    "crm.User": ["crm:user_list", "crm:user_detail", "crm:user_edit"],
    "crm.ImportRun": ["contacts:import_list", "contacts:import_detail", "contacts:import_confirm"],
    "crm.ScheduledRun": [],
    "crm.Attachment": [
        "advocacy:interaction_file",
        "advocacy:interaction_file_remove",
        "advocacy:interaction_edit",
        "advocacy:consultation_file",
        "advocacy:consultation_answer",
        "advocacy:decision_file",
        "advocacy:decision_edit",
    ],
    "crm.Notification": ["crm:notification_list"],
    "crm.Digest": ["crm:settings"],
    "crm.Look": ["crm:look"],
    "crm.Operation": ["crm:operation_list", "crm:operation_detail", "crm:operation_undo"],
    "crm.SearchWord": [],
    "crm.SavedView": ["crm:saved_view_add", "crm:saved_view_edit", "crm:saved_view_update", "crm:saved_view_remove"],
    "crm.ExportTemplate": ["contacts:person_export", "contacts:organization_export", "advocacy:interaction_export"],
    "crm.ImportMapping": ["contacts:import_list", "contacts:import_columns", "contacts:import_mapping_remove"],
    "crm.ExportLog": ["crm:export_list", "crm:export_detail", "crm:export_file"],
    "contacts.Area": ["contacts:area_list", "contacts:municipality_merge", "contacts:area_suggest", "api:area-detail"],
    "contacts.Party": ["contacts:party_list", "contacts:party_edit", "api:party-list", "api:party-detail"],
    "contacts.PartyAlias": ["contacts:party_edit", "contacts:alias_add", "contacts:alias_remove"],
    "contacts.Person": ["contacts:person_list", "contacts:person_detail", "contacts:person_edit", "api:person-detail"],
    "contacts.PersonTag": ["contacts:person_edit", "api:person-detail"],
    "contacts.Tag": ["contacts:tag_list", "contacts:tag_edit", "contacts:tag_merge", "contacts:tag_remove"],
    "contacts.Organization": [
        "contacts:organization_list",
        "contacts:organization_detail",
        "contacts:organization_edit",
        "api:organization-detail",
    ],
    "contacts.OrganizationTag": ["contacts:organization_edit", "api:organization-detail"],
    "contacts.OrganizationResponsibility": ["contacts:responsibility_list", "contacts:responsibility_give"],
    "contacts.Responsibility": ["contacts:responsibility_list", "contacts:responsibility_edit"],
    "contacts.CustomerMembership": ["contacts:customer_add", "contacts:customer_edit", "contacts:customer_remove"],
    "contacts.ContactDetail": ["contacts:person_edit", "contacts:organization_edit", "api:person-detail"],
    "contacts.ExternalIdentifier": [],
    "contacts.Membership": ["contacts:membership_add", "contacts:membership_end", "api:membership-detail"],
    "contacts.MembershipStatus": ["contacts:leave_add", "contacts:leave_edit", "contacts:leave_remove"],
    "contacts.Term": ["contacts:term_list", "contacts:term_edit", "api:membership-detail"],
    "contacts.CompositionRule": ["contacts:composition", "contacts:rule_edit"],
    "contacts.CompositionRuleArea": ["contacts:rule_edit"],
    "contacts.CompositionRuleOrganization": ["contacts:rule_edit"],
    "contacts.CompositionRuleParty": ["contacts:rule_edit"],
    "contacts.ContactList": [
        "contacts:list_list",
        "contacts:list_add",
        "contacts:list_detail",
        "contacts:list_edit",
        "contacts:list_archive",
        "contacts:list_compare",
    ],
    "contacts.ContactListMember": ["contacts:list_put", "contacts:list_take_off", "contacts:person_put"],
    "contacts.Favourite": ["contacts:bookmark_list", "contacts:person_favourite", "contacts:organization_favourite"],
    "contacts.RecentView": ["contacts:bookmark_list", "crm:home"],
    "contacts.ImportRow": ["contacts:import_detail", "contacts:import_decide", "contacts:import_report"],
    "contacts.Note": [
        "contacts:person_note_add",
        "contacts:organization_note_add",
        "contacts:note_edit",
        "contacts:note_remove",
    ],
    "contacts.OrganizationPair": ["contacts:duplicate_list", "contacts:organization_pair"],
    "contacts.PersonPair": ["contacts:duplicate_list", "contacts:person_pair", "contacts:person_merge"],
    "contacts.OrganizationSubkind": ["contacts:kind_list", "contacts:subkind_edit", "contacts:organization_edit"],
    "contacts.OrganizationSuccession": [
        "contacts:organization_detail",
        "contacts:organization_rename",
        "contacts:reorganise",
    ],
    "contacts.PersonRelation": ["contacts:relation_add", "contacts:relation_end", "contacts:relation_remove"],
    "contacts.RadarRun": ["contacts:radar_list", "contacts:radar_detail"],
    "contacts.RadarChange": ["contacts:radar_detail", "contacts:radar_decide"],
    "contacts.FetchedSource": ["contacts:radar_list"],
    "contacts.Post": ["contacts:post_list", "contacts:post_seat", "contacts:post_end"],
    "advocacy.Plan": ["advocacy:plan_current", "advocacy:plan_detail"],
    "advocacy.PlanItem": ["advocacy:plan_detail"],
    "advocacy.PlanItemArea": ["advocacy:plan_detail"],
    "advocacy.PlanItemBody": ["advocacy:plan_detail"],
    "advocacy.PlanItemDirection": ["advocacy:plan_detail"],
    "advocacy.DirectionGoal": ["advocacy:plan_detail"],
    "advocacy.Priority": ["advocacy:priority_detail", "api:priority-detail"],
    "advocacy.PriorityLink": ["advocacy:priority_detail"],
    "advocacy.Position": ["advocacy:position_list", "advocacy:position_edit", "advocacy:priority_detail"],
    "advocacy.Argument": [
        "advocacy:argument_list",
        "advocacy:argument_detail",
        "advocacy:argument_edit",
        "api:argument-detail",
    ],
    "advocacy.ArgumentUse": ["advocacy:argument_use_add", "advocacy:argument_use_remove"],
    "advocacy.Goal": ["advocacy:goal_detail", "advocacy:goal_edit", "advocacy:goal_export", "api:goal-detail"],
    "advocacy.Activity": ["advocacy:goal_detail"],
    "advocacy.Audience": ["advocacy:goal_detail", "advocacy:goal_units"],
    "advocacy.AudienceCriterion": ["advocacy:goal_units"],
    "advocacy.AudienceCondition": ["advocacy:goal_units"],
    "advocacy.BoardPaper": ["advocacy:paper_list", "advocacy:paper_detail", "advocacy:paper_edit"],
    "advocacy.PaperComment": ["advocacy:paper_detail", "advocacy:paper_remark", "advocacy:paper_settle"],
    "advocacy.PaperGoal": ["advocacy:paper_detail", "advocacy:paper_text"],
    "advocacy.PaperLink": ["advocacy:paper_detail", "advocacy:paper_link_add", "advocacy:paper_link_revoke"],
    "advocacy.PaperSnapshot": ["advocacy:paper_detail", "advocacy:paper_compare"],
    "advocacy.CommitteeReport": ["advocacy:motion_detail"],
    "advocacy.Motion": ["advocacy:motion_list", "advocacy:motion_detail", "api:motion-detail"],
    "advocacy.MotionProposal": ["advocacy:motion_detail"],
    "advocacy.MotionSigner": ["advocacy:motion_detail"],
    "advocacy.PriorityTerm": ["advocacy:priority_terms"],
    "advocacy.ProposalLink": ["advocacy:proposal_link_edit"],
    "advocacy.ReportPoint": ["advocacy:motion_detail"],
    "advocacy.Reservation": ["advocacy:motion_detail"],
    "advocacy.Consultation": [
        "advocacy:consultation_list",
        "advocacy:consultation_detail",
        "advocacy:consultation_edit",
    ],
    "advocacy.ConsultationDocument": ["advocacy:consultation_document_add", "advocacy:consultation_document_remove"],
    "advocacy.ConsultationPriority": ["advocacy:consultation_edit"],
    "advocacy.ConsultationStep": ["advocacy:consultation_step_edit", "advocacy:consultation_step_done"],
    "advocacy.MemberAnswer": ["advocacy:member_answer_edit", "advocacy:member_answer_remove"],
    "advocacy.Viewpoint": ["advocacy:viewpoint_edit", "advocacy:viewpoint_assess", "advocacy:viewpoint_remove"],
    "advocacy.Act": ["advocacy:act_list", "advocacy:act_detail", "advocacy:act_edit", "api:act-detail"],
    "advocacy.Decision": ["advocacy:decision_list", "advocacy:decision_detail", "advocacy:decision_edit"],
    "advocacy.DecisionParty": ["advocacy:decision_detail", "advocacy:decision_edit"],
    "advocacy.Influence": ["advocacy:influence_edit", "advocacy:influence_map", "advocacy:influence_person"],
    "advocacy.Measure": [
        "advocacy:measure_list",
        "advocacy:measure_add",
        "advocacy:measure_detail",
        "advocacy:measure_edit",
        "advocacy:measure_remove",
        "api:measure-list",
    ],
    "advocacy.MeasureArea": ["advocacy:measure_edit"],
    "advocacy.MeasureStatus": ["advocacy:measure_status_add", "advocacy:measure_status_remove"],
    "advocacy.Outcome": ["advocacy:outcome_list", "advocacy:outcome_detail", "advocacy:outcome_edit"],
    "advocacy.OutcomeContribution": ["advocacy:outcome_contribution_add", "advocacy:outcome_contribution_edit"],
    "advocacy.PartyDeadline": ["advocacy:motion_desk", "advocacy:motion_deadlines"],
    "advocacy.OnboardingProgramme": [
        "advocacy:onboarding_list",
        "advocacy:onboarding_detail",
        "advocacy:onboarding_edit",
    ],
    "advocacy.OnboardingTrack": ["advocacy:onboarding_edit"],
    "advocacy.OnboardingStep": ["advocacy:onboarding_detail", "advocacy:onboarding_edit", "advocacy:onboarding_board"],
    "advocacy.OnboardingCase": ["advocacy:onboarding_board", "advocacy:onboarding_case"],
    "advocacy.OnboardingCaseStep": ["advocacy:onboarding_board", "advocacy:onboarding_step"],
    "advocacy.LetterTemplate": ["advocacy:letter_template_list", "advocacy:letter_template_edit"],
    "advocacy.Event": ["advocacy:event_list", "advocacy:event_detail", "advocacy:event_edit"],
    "advocacy.Interaction": [
        "advocacy:interaction_list",
        "advocacy:interaction_detail",
        "advocacy:interaction_edit",
        "api:interaction-detail",
    ],
    "advocacy.LastMet": ["contacts:person_list"],
    "advocacy.ReachEntry": ["advocacy:goal_detail"],
    "advocacy.Participation": ["advocacy:interaction_detail", "advocacy:interaction_edit"],
    "advocacy.InteractionPriority": ["advocacy:interaction_detail"],
    "advocacy.InteractionGoal": ["advocacy:interaction_detail"],
    "advocacy.InteractionReader": ["advocacy:interaction_edit"],
    "advocacy.InteractionFacts": ["advocacy:interaction_detail", "advocacy:interaction_edit"],
    "advocacy.InteractionAttachment": ["advocacy:interaction_detail", "advocacy:interaction_file"],
    "advocacy.InteractionOrigin": ["advocacy:field_sync", "advocacy:invitation_upload"],
    "advocacy.DiscussionPoint": ["advocacy:interaction_detail", "advocacy:interaction_edit"],
    "advocacy.Stance": ["advocacy:stance_list", "advocacy:stance_detail", "advocacy:priority_detail"],
    "advocacy.Commitment": ["advocacy:commitment_list", "advocacy:commitment_detail", "advocacy:commitment_edit"],
    "advocacy.MotionPeriod": [
        "advocacy:motion_period_list",
        "advocacy:motion_period_edit",
        "advocacy:motion_desk",
        "advocacy:motion_desk_current",
        "advocacy:motion_offer",
        "advocacy:motion_request",
    ],
    "advocacy.IncomingMail": ["advocacy:mail_list", "advocacy:mail_detail", "advocacy:mail_discard"],
    "advocacy.CalendarFeed": ["crm:settings", "crm:calendar_make", "crm:calendar_close"],
    "advocacy.ContactInterval": ["advocacy:contact_interval_list", "advocacy:contact_interval_edit"],
    "advocacy.EventSpeaker": ["advocacy:event_detail", "advocacy:event_programme", "advocacy:event_speaker_edit"],
    "advocacy.EventStaff": ["advocacy:event_detail", "advocacy:event_staffing", "advocacy:event_staff_add"],
    "advocacy.Task": ["advocacy:task_list", "advocacy:task_week", "advocacy:task_edit"],
}


def models():
    """Our models, but for the tables of history."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in found if not model.__name__.startswith("Historical")]


def label(model):
    return model._meta.label


@pytest.mark.parametrize("model", models(), ids=label)
def test_model_says_what_it_is(model):
    own = model.__doc__ or ""

    assert own
    assert not own.startswith(f"{model.__name__}("), "Django's own list of fields is no docstring"
    assert inspect.cleandoc(own)[0].isupper()


@pytest.mark.parametrize("model", models(), ids=label)
def test_model_is_tracked_or_says_why_not(model):
    is_tracked = hasattr(model, "history")

    assert is_tracked != (label(model) in UNTRACKED)


@pytest.mark.parametrize("model", models(), ids=label)
def test_model_is_walked_by_the_sweep(model):
    assert label(model) in ADDRESSES, "say in ADDRESSES where its rows are shown and changed"
    for address in ADDRESSES[label(model)]:
        assert address in PAGES | API


def test_no_model_is_listed_that_is_gone():
    known = {label(model) for model in models()}

    assert set(ADDRESSES) | set(UNTRACKED) == known


def relations_to(target: type[Model]) -> set[str]:
    """Every relation of our models to `target`, itself included, as 'app.Model.field'."""
    return {
        f"{label(model)}.{field.name}"
        for model in models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is target and field.model is model
    }


@pytest.mark.parametrize("target", [Person, Organization], ids=label)
def test_merge_has_a_rule_for_every_relation(target):
    declared = {rule.relation for rule in extensions.merge_rules}

    assert relations_to(target) - declared == set()


def test_merge_rules_are_of_known_kinds_and_of_relations_that_exist():
    for rule in extensions.merge_rules:
        model, _dot, field = rule.relation.rpartition(".")
        assert isinstance(apps.get_model(model)._meta.get_field(field), ForeignKey)
        assert rule.rule in RULES


def test_merge_rule_that_would_break_uniqueness_is_not_a_plain_move():
    """Two rows that meet on the kept one must be told apart, or one goes."""
    rules = {rule.relation: rule.rule for rule in extensions.merge_rules}
    for target in (Person, Organization):
        for relation in relations_to(target):
            model, _dot, field = relation.rpartition(".")
            unique = [c for c in apps.get_model(model)._meta.constraints if field in getattr(c, "fields", ())]
            if unique:
                assert rules[relation] == "dedupe", f"{relation}: {unique[0].name}"
