"""Addresses of the comments app."""

from django.urls import path

from comments import views

app_name = "comments"
urlpatterns = [
    path("articles/<slug:slug>/comments/", views.post, name="post"),
    path("comments/sent/<str:token>/", views.sent, name="sent"),
    path("comments/<slug:public_id>/answer/", views.answer_form, name="answer"),
    path("comments/<slug:public_id>/", views.permalink, name="permalink"),
]
