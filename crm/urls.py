from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.urls")),
    path("api/v1/", include("crm.api_urls")),
    path("", include("crm.roof_urls")),
    path("", include("contacts.urls")),
    path("", include("advocacy.urls")),
]
