"""Addresses of the comments app."""

from django.urls import path

from comments import report_views, views

app_name = "comments"
urlpatterns = [
    path("articles/<slug:slug>/comments/", views.post, name="post"),
    path("comments/sent/<str:token>/", views.sent, name="sent"),
    path("comments/rules/", report_views.rules_page, name="rules"),
    path("comments/reported/", report_views.reported, name="reported"),
    path("comments/<slug:public_id>/report/", report_views.report, name="report"),
    path("comments/<slug:public_id>/answer/", views.answer_form, name="answer"),
    path("comments/<slug:public_id>/", views.permalink, name="permalink"),
]
