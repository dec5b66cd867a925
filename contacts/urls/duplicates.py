"""Pages where two turn out to be one."""

from django.urls import path

from contacts.views import duplicates, merging

urlpatterns = [
    path("dubbletter/", duplicates.DuplicateList.as_view(), name="duplicate_list"),
    path("dubbletter/sok/", duplicates.DuplicateScan.as_view(), name="duplicate_scan"),
    path("dubbletter/personer/<int:pk>/", duplicates.PersonPairDecide.as_view(), name="person_pair"),
    path("dubbletter/organisationer/<int:pk>/", duplicates.OrganizationPairDecide.as_view(), name="organization_pair"),
    path("personer/finns-redan/", duplicates.PersonAlike.as_view(), name="person_alike"),
    path("personer/<int:pk>/sla-ihop/", merging.PersonMerge.as_view(), name="person_merge"),
    path("organisationer/finns-redan/", duplicates.OrganizationAlike.as_view(), name="organization_alike"),
    path("organisationer/<int:pk>/sla-ihop/", merging.OrganizationMerge.as_view(), name="organization_merge"),
]
