"""The WSGI application that granian serves."""

import gc
import os
import sys

from clinic_cms import processors, told_to_end

told_to_end.heed()
processors.take()
# What is imported stays to the end: looking through it for garbage took a tenth of the start.
gc.disable()

from django.core.wsgi import get_wsgi_application  # noqa: E402

from clinic_cms.apps import ClinicAdminConfig  # noqa: E402

ClinicAdminConfig.screens_at_start = False
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_cms.settings")
# Seconds after which a thread lets others run: a reader whose page is ready waits that long, a few times
# over, for one whose page is being drawn. Python's own value is ten times as much.
sys.setswitchinterval(0.0005)
django = get_wsgi_application()
# Imported once Django is set up: it reads settings and models.
from django.conf import settings  # noqa: E402

from clinic_cms.ahead import kept_ready  # noqa: E402
from clinic_cms.clinic import late  # noqa: E402

if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
    from clinic_cms.clinic import half_restored, patience

    patience.bound()
    half_restored.keep_shut()
if settings.METRICS_TOKEN:
    from clinic_cms.metering import Metered

    application: object = Metered(django, kept_ready)
else:
    application = kept_ready(django)

gc.freeze()
gc.enable()
late.load_in_a_moment()
