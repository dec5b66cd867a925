"""Pages of positions and arguments."""

from django.urls import path

from advocacy.views import argument_uses, arguments, positions

urlpatterns = [
    path("argument/", arguments.ArgumentList.as_view(), name="argument_list"),
    path("argument/export/", arguments.ArgumentExport.as_view(), name="argument_export"),
    path("argument/nytt/", arguments.ArgumentAdd.as_view(), name="argument_add"),
    path("argument/forslag/", argument_uses.ArgumentSuggest.as_view(), name="argument_suggest"),
    path("argument/forslag/handlingar/", argument_uses.ActSuggest.as_view(), name="argument_suggest_act"),
    path("argument/forslag/resultat/", argument_uses.OutcomeSuggest.as_view(), name="argument_suggest_outcome"),
    path("argument/<int:pk>/", arguments.ArgumentDetail.as_view(), name="argument_detail"),
    path("argument/<int:pk>/redigera/", arguments.ArgumentEdit.as_view(), name="argument_edit"),
    path("argument/<int:pk>/ta-ur-bruk/", arguments.ArgumentRetire.as_view(), name="argument_retire"),
    path("argument/<int:pk>/ta-i-bruk/", arguments.ArgumentTakeUp.as_view(), name="argument_take_up"),
    path("argument/<int:pk>/anvandning/ny/", argument_uses.ArgumentUseAdd.as_view(), name="argument_use_add"),
    path(
        "argument/anvandning/<int:pk>/ta-bort/", argument_uses.ArgumentUseRemove.as_view(), name="argument_use_remove"
    ),
    path("sakfragor/<int:pk>/standpunkter/", positions.PositionList.as_view(), name="position_list"),
    path("sakfragor/<int:pk>/standpunkter/ny/", positions.PositionAdd.as_view(), name="position_add"),
    path("standpunkter/<int:pk>/redigera/", positions.PositionEdit.as_view(), name="position_edit"),
    path("standpunkter/<int:pk>/ta-ur-bruk/", positions.PositionRetire.as_view(), name="position_retire"),
    path("standpunkter/<int:pk>/ta-i-bruk/", positions.PositionTakeUp.as_view(), name="position_take_up"),
    path("standpunkter/<int:pk>/flytta/", positions.PositionMove.as_view(), name="position_move"),
]
