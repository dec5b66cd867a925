"""Pages that know every app: the start page, the global search, users."""

from django.urls import path

from crm.saved_view_urls import urlpatterns as saved_view_urls
from crm.views import (
    calendar,
    charts,
    colleagues,
    exports,
    handovers,
    home,
    language,
    look,
    notifications,
    operations,
    search,
    settings,
    users,
)

app_name = "crm"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("sok/", search.Search.as_view(), name="search"),
    path("sok/forslag/", search.SearchSuggest.as_view(), name="search_suggest"),
    path("installningar/", settings.Settings.as_view(), name="settings"),
    path("installningar/kalender/", calendar.CalendarMake.as_view(), name="calendar_make"),
    path("installningar/kalender/stang/", calendar.CalendarClose.as_view(), name="calendar_close"),
    path("aviseringar/", notifications.NotificationList.as_view(), name="notification_list"),
    path("lamna-over/", handovers.HandOver.as_view(), name="handover"),
    path("kollegor/forslag/", colleagues.ColleagueSuggest.as_view(), name="colleague_suggest"),
    path("utseende/", look.LookEdit.as_view(), name="look"),
    path("utseende.css", look.LookStyle.as_view(), name="look_style"),
    path("utseende/logotyp/", look.LookLogo.as_view(), name="look_logo"),
    path("sprak/", language.set_language, name="language"),
    path("diagram/<slug:key>/", charts.ChartPicture.as_view(), name="chart"),
    path("diagram/<slug:key>/bild.png", charts.ChartFile.as_view(), name="chart_file"),
    path("exporter/", exports.ExportList.as_view(), name="export_list"),
    path("exporter/<int:pk>/", exports.ExportDetail.as_view(), name="export_detail"),
    path("exporter/<int:pk>/igen/", exports.ExportAgain.as_view(), name="export_again"),
    path("exporter/<int:pk>/fil/", exports.ExportFile.as_view(), name="export_file"),
    path("andringar/", operations.OperationList.as_view(), name="operation_list"),
    path("andringar/<int:pk>/", operations.OperationDetail.as_view(), name="operation_detail"),
    path("andringar/<int:pk>/angra/", operations.OperationUndo.as_view(), name="operation_undo"),
    path("anvandare/", users.UserList.as_view(), name="user_list"),
    path("anvandare/ny/", users.UserAdd.as_view(), name="user_add"),
    path("anvandare/<int:pk>/", users.UserDetail.as_view(), name="user_detail"),
    path("anvandare/<int:pk>/redigera/", users.UserEdit.as_view(), name="user_edit"),
    path("anvandare/<int:pk>/losenord/", users.UserLink.as_view(), name="user_link"),
    *saved_view_urls,
]
