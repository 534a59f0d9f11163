"""Addresses of the room that keeps who sits at a plan, and why."""

from toegang import urls_plan, urls_plekken

app_name = "toegang"

urlpatterns = [*urls_plan.urlpatterns, *urls_plekken.urlpatterns]
