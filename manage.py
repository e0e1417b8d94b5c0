#!/usr/bin/env python
"""Run the project's commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_cms.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # says itself which setting, and what to write there
        sys.exit(f"Settings: {error}")
