"""How long ago something was, for templates."""

from django import template

from clinic_cms.clinic import lapse

register = template.Library()
register.filter("since", lapse.since)
register.filter("ago", lapse.ago)
