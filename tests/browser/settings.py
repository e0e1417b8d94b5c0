"""Production's settings for the journeys, with what would only cost them time left out."""

from clinic_cms.settings import *  # noqa: F403 - this is that file, but for two lines

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files are served from where they lie: gathering and compressing CKEditor's 3,000 takes 20 seconds.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
