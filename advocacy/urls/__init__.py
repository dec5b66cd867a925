"""Pages of the advocacy work."""

from django.urls import path

from advocacy.urls.act import urlpatterns as act_urlpatterns
from advocacy.urls.argument import urlpatterns as argument_urlpatterns
from advocacy.urls.consultation import urlpatterns as consultation_urlpatterns
from advocacy.urls.decision import urlpatterns as decision_urlpatterns
from advocacy.urls.field import urlpatterns as field_urlpatterns
from advocacy.urls.follow_up import urlpatterns as follow_up_urlpatterns
from advocacy.urls.influence import urlpatterns as influence_urlpatterns
from advocacy.urls.measure import urlpatterns as measure_urlpatterns
from advocacy.urls.motion import urlpatterns as motion_urlpatterns
from advocacy.urls.motion_desk import urlpatterns as motion_desk_urlpatterns
from advocacy.urls.motion_import import urlpatterns as motion_import_urlpatterns
from advocacy.urls.onboarding import urlpatterns as onboarding_urlpatterns
from advocacy.urls.one_voice import urlpatterns as one_voice_urlpatterns
from advocacy.urls.outcome import urlpatterns as outcome_urlpatterns
from advocacy.urls.paper import urlpatterns as paper_urlpatterns
from advocacy.urls.plan import urlpatterns as plan_urlpatterns
from advocacy.urls.programme import urlpatterns as programme_urlpatterns
from advocacy.urls.proposal_link import urlpatterns as proposal_link_urlpatterns
from advocacy.urls.stance import urlpatterns as stance_urlpatterns
from advocacy.urls.talk import urlpatterns as talk_urlpatterns
from advocacy.urls.touch import urlpatterns as touch_urlpatterns
from advocacy.views import calendar, events, interactions, mails, quick, suggestions, tasks, week

app_name = "advocacy"
urlpatterns = [
    path("kontakter/", interactions.InteractionList.as_view(), name="interaction_list"),
    path("kontakter/export/", interactions.InteractionExport.as_view(), name="interaction_export"),
    path("kontakter/registrera/", interactions.InteractionAdd.as_view(), name="interaction_add"),
    path("kontakter/snabbt/", quick.QuickLog.as_view(), name="interaction_quick"),
    path("kontakter/snabbt/nar/", quick.QuickWhen.as_view(), name="interaction_when"),
    path("kontakter/snabbt/vem/", suggestions.WhoSuggest.as_view(), name="who_suggest"),
    path("kontakter/deltagande/", interactions.InteractionAttendance.as_view(), name="interaction_attendance"),
    path("kontakter/<int:pk>/", interactions.InteractionDetail.as_view(), name="interaction_detail"),
    path("kontakter/<int:pk>/redigera/", interactions.InteractionEdit.as_view(), name="interaction_edit"),
    path("kontakter/<int:pk>/folj-upp/", tasks.TaskFollowUp.as_view(), name="task_follow_up"),
    path("kontakter/<int:pk>/stall-in/", interactions.InteractionCancel.as_view(), name="interaction_cancel"),
    path("arrangemang/", events.EventList.as_view(), name="event_list"),
    path("arrangemang/forslag/", suggestions.EventSuggest.as_view(), name="event_suggest"),
    path("arrangemang/nytt/", events.EventAdd.as_view(), name="event_add"),
    path("arrangemang/<int:pk>/", events.EventDetail.as_view(), name="event_detail"),
    path("arrangemang/<int:pk>/redigera/", events.EventEdit.as_view(), name="event_edit"),
    path("mejl/", mails.MailList.as_view(), name="mail_list"),
    path("mejl/lamna-in/", mails.MailUpload.as_view(), name="mail_upload"),
    path("mejl/<int:pk>/", mails.MailDetail.as_view(), name="mail_detail"),
    path("mejl/<int:pk>/ta-bort/", mails.MailDiscard.as_view(), name="mail_discard"),
    path("att-gora/", tasks.TaskList.as_view(), name="task_list"),
    path("att-gora/vecka/", week.TaskWeek.as_view(), name="task_week"),
    path("att-gora/ny/", tasks.TaskAdd.as_view(), name="task_add"),
    path("att-gora/<int:pk>/redigera/", tasks.TaskEdit.as_view(), name="task_edit"),
    path("att-gora/<int:pk>/klar/", tasks.TaskDone.as_view(), name="task_done"),
    path("kalender/<slug:token>.ics", calendar.CalendarRead.as_view(), name="calendar"),
    path("mal/forslag/", suggestions.GoalSuggest.as_view(), name="goal_suggest"),
    *act_urlpatterns,
    *argument_urlpatterns,
    *consultation_urlpatterns,
    *decision_urlpatterns,
    *field_urlpatterns,
    *follow_up_urlpatterns,
    *influence_urlpatterns,
    *measure_urlpatterns,
    *motion_urlpatterns,
    *motion_desk_urlpatterns,
    *motion_import_urlpatterns,
    *onboarding_urlpatterns,
    *one_voice_urlpatterns,
    *outcome_urlpatterns,
    *paper_urlpatterns,
    *plan_urlpatterns,
    *programme_urlpatterns,
    *proposal_link_urlpatterns,
    *stance_urlpatterns,
    *talk_urlpatterns,
    *touch_urlpatterns,
]
