"""Give settings.py what it insists on, before pytest-django reads it: a conftest comes too late.

What is already set stays, so that `make test` can name a database and a developer another value.
"""

import os
import secrets
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="clinic-test-data-")

for name, value in {
    "SECRET_KEY": secrets.token_urlsafe(60),
    "DATA_DIR": _folder.name,
    "STATIC_ROOT": f"{_folder.name}/static",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "SITE_URL": "http://testserver",
    "CSRF_TRUSTED_ORIGINS": "http://testserver",
    "TLS": "false",
    "SECOND_FACTOR": "false",
    # Playwright keeps an event loop in the test's own thread; Django takes that for async code.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}.items():
    os.environ.setdefault(name, value)
os.makedirs(os.environ["STATIC_ROOT"], exist_ok=True)  # whitenoise warns where there is none
