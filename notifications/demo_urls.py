"""Routes that exist in the demo only: the mail that would have been sent."""

from django.urls import path

from notifications import demo_views

urlpatterns = [
    path("post/", demo_views.post, name="demo_post"),
    path("post/<str:naam>/", demo_views.brief, name="demo_mail"),
    path("post/<str:naam>/<int:nummer>/", demo_views.bijlage, name="demo_bijlage"),
]
