"""Screens for administrators. Importing them registers them."""

from clinic_cms.clinic.admin import people, profile, records

__all__ = ["people", "profile", "records"]
