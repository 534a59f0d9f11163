"""Routes of the home, the plan page and the caseload."""

from django.urls import path

from overzicht.views import gezinnen, plan, thuis

app_name = "overzicht"
urlpatterns = [
    path("", thuis.vandaag, name="vandaag"),
    path("gezinnen/", gezinnen.gezinnen, name="gezinnen"),
    path("plannen/<uuid:plan_id>/", plan.plan, name="plan"),
    path("plannen/<uuid:plan_id>/meer/", plan.meer, name="meer"),
]
