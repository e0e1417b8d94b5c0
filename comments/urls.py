"""Addresses of the comments app."""

from django.urls import path

from clinic_cms.clinic.late import Views

views = Views("comments.views")
writer_views = Views("comments.writer_views")
report_views = Views("comments.report_views")
mine_views = Views("comments.mine_views")
app_name = "comments"
urlpatterns = [
    path("articles/<slug:slug>/comments/", views.post, name="post"),
    path("comments/sent/<str:token>/", views.sent, name="sent"),
    path("comments/rules/", report_views.rules_page, name="rules"),
    path("comments/reported/", report_views.reported, name="reported"),
    path("comments/<slug:public_id>/report/", report_views.report, name="report"),
    path("comments/confirm/<str:token>/", writer_views.confirm, name="confirm"),
    path("comments/mail/<str:token>/", writer_views.mail, name="mail"),
    path("comments/staff-mail/<str:token>/", writer_views.staff_mail, name="staff_mail"),
    path("comments/appeal/<str:token>/", writer_views.appeal, name="appeal"),
    path("comments/mine/", mine_views.ask, name="mine_ask"),
    path("comments/mine/asked/", mine_views.asked, name="mine_asked"),
    path("comments/mine/<str:token>/", mine_views.mine, name="mine_list"),
    path("comments/mine/<str:token>/export.json", mine_views.export, name="mine_export"),
    path("comments/<slug:public_id>/answer/", views.answer_form, name="answer"),
    path("comments/<slug:public_id>/", views.permalink, name="permalink"),
]
