"""Pages of reference data: tags, kinds, parties, committees, ministries, areas, responsibilities, terms."""

from django.urls import path

from contacts.views import reference, reference_forms, reorganisations

urlpatterns = [
    path("stamdata/", reference.TagList.as_view(), name="reference"),
    path("stamdata/etiketter/", reference.TagList.as_view(), name="tag_list"),
    path("stamdata/etiketter/ny/", reference_forms.TagEdit.as_view(), name="tag_add"),
    path("stamdata/etiketter/ny/snabbt/", reference_forms.TagQuickAdd.as_view(), name="tag_quick_add"),
    path("stamdata/etiketter/<int:pk>/", reference_forms.TagEdit.as_view(), name="tag_edit"),
    path("stamdata/etiketter/<int:pk>/sla-ihop/", reference_forms.TagMerge.as_view(), name="tag_merge"),
    path("stamdata/etiketter/<int:pk>/ta-bort/", reference_forms.TagRemove.as_view(), name="tag_remove"),
    path("stamdata/slag/", reference.KindList.as_view(), name="kind_list"),
    path("stamdata/undertyper/ny/", reference_forms.SubkindEdit.as_view(), name="subkind_add"),
    path("stamdata/undertyper/<int:pk>/", reference_forms.SubkindEdit.as_view(), name="subkind_edit"),
    path("stamdata/undertyper/<int:pk>/ta-bort/", reference_forms.SubkindRemove.as_view(), name="subkind_remove"),
    path("stamdata/partier/", reference.PartyList.as_view(), name="party_list"),
    path("stamdata/partier/nytt/", reference_forms.PartyEdit.as_view(), name="party_add"),
    path("stamdata/partier/<int:pk>/", reference_forms.PartyEdit.as_view(), name="party_edit"),
    path("stamdata/partier/<int:pk>/nytt-alias/", reference_forms.AliasAdd.as_view(), name="alias_add"),
    path("stamdata/alias/<int:pk>/ta-bort/", reference_forms.AliasRemove.as_view(), name="alias_remove"),
    path("stamdata/utskott/", reference.CommitteeList.as_view(), name="committee_list"),
    path("stamdata/departement/", reference.MinistryList.as_view(), name="ministry_list"),
    path("stamdata/omorganisation/", reorganisations.Reorganise.as_view(), name="reorganise"),
    path(
        "organisationer/<int:pk>/nytt-namn/", reorganisations.OrganizationRename.as_view(), name="organization_rename"
    ),
    path("stamdata/kommuner/", reference.AreaList.as_view(), name="area_list"),
    path("stamdata/kommuner/bli-en/", reorganisations.MunicipalityMerge.as_view(), name="municipality_merge"),
    path("stamdata/ansvarsomraden/", reference.ResponsibilityList.as_view(), name="responsibility_list"),
    path("stamdata/ansvarsomraden/nytt/", reference_forms.ResponsibilityEdit.as_view(), name="responsibility_add"),
    path("stamdata/ansvarsomraden/<int:pk>/", reference_forms.ResponsibilityEdit.as_view(), name="responsibility_edit"),
    path(
        "stamdata/ansvarsomraden/<int:pk>/ansvarig/",
        reference_forms.ResponsibilityGive.as_view(),
        name="responsibility_give",
    ),
    path("stamdata/mandatperioder/", reference.TermList.as_view(), name="term_list"),
    path("stamdata/mandatperioder/ny/", reference_forms.TermEdit.as_view(), name="term_add"),
    path("stamdata/mandatperioder/<int:pk>/", reference_forms.TermEdit.as_view(), name="term_edit"),
    path("stamdata/mandatperioder/<int:pk>/ta-bort/", reference_forms.TermRemove.as_view(), name="term_remove"),
]
