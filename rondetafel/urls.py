"""Addresses of the table: planning it, and sitting at it."""

from rondetafel import urls_plannen, urls_tafelmodus, urls_verslag

app_name = "rondetafel"
urlpatterns = [
    *urls_plannen.urlpatterns,
    *urls_tafelmodus.urlpatterns,
    *urls_verslag.urlpatterns,
]
