"""Pages of positions and arguments."""

from django.urls import path

from advocacy.views import positions

urlpatterns = [
    path("sakfragor/<int:pk>/standpunkter/", positions.PositionList.as_view(), name="position_list"),
    path("sakfragor/<int:pk>/standpunkter/ny/", positions.PositionAdd.as_view(), name="position_add"),
    path("standpunkter/<int:pk>/redigera/", positions.PositionEdit.as_view(), name="position_edit"),
    path("standpunkter/<int:pk>/ta-ur-bruk/", positions.PositionRetire.as_view(), name="position_retire"),
    path("standpunkter/<int:pk>/ta-i-bruk/", positions.PositionTakeUp.as_view(), name="position_take_up"),
    path("standpunkter/<int:pk>/flytta/", positions.PositionMove.as_view(), name="position_move"),
]
