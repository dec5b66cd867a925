from django.urls import include, path

from crm.common.admin import site

urlpatterns = [
    path("konto/", include("crm.account_urls")),
    path("teknik/", site.urls),
    path("api/v1/", include("crm.api_urls")),
    path("", include("crm.roof_urls")),
    path("", include("contacts.urls")),
    path("", include("advocacy.urls")),
]
