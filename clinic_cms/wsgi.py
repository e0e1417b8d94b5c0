"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_cms.settings")
django = get_wsgi_application()
# Imported once Django is set up: it reads settings and models.
from django.conf import settings  # noqa: E402

from clinic_cms.page_store import PageStore  # noqa: E402

if settings.METRICS_TOKEN:
    from clinic_cms.metering import Metered

    application: object = Metered(django, PageStore)
else:
    application = PageStore(django)
