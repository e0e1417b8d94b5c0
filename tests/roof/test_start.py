"""What a start imports: it is measured in `make bench`, and here is what it must not bring."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.once

STARTED = """
import sys
from clinic_cms import wsgi
from django.urls import reverse
reverse("mfa_index")
before = "fido2.server" in sys.modules
from allauth.mfa.webauthn.internal import auth
auth.WebAuthn
print(before, "fido2.server" in sys.modules)
"""


def test_the_library_for_security_keys_comes_at_its_first_use(tmp_path) -> None:
    env = {**os.environ, "SECRET_KEY": "0123456789" * 5, "DATA_DIR": str(tmp_path), "TLS": "false"}
    done = subprocess.run(
        [sys.executable, "-c", STARTED], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
