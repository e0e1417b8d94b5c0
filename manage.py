#!/usr/bin/env python
"""Run the project's commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

from clinic_cms import database_words

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_cms.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # says itself which setting, and what to write there
        sys.exit(f"Settings: {error}")
    except Error as error:  # here, since Django's own commands ask the database as well
        if "--traceback" in sys.argv:
            raise
        sys.exit(database_words.for_a_command(error))
