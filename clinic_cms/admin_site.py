"""The admin's site class."""

from django.contrib.admin import AdminSite


class ClinicAdminSite(AdminSite):
    """Django's admin under the clinic's name."""

    site_header = "Clinic CMS"
    site_title = "Clinic CMS"
    index_title = "Today"
    enable_nav_sidebar = False
