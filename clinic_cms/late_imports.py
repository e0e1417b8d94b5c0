"""A part of allauth that this site does not use is imported when it is first asked for: never, that is."""

import importlib.util
import sys

# Security keys are not offered (MFA_SUPPORTED_TYPES), yet allauth imports the library for them with its
# other views: a twentieth of a start.
SECURITY_KEYS = "allauth.mfa.webauthn.internal.auth"


def put_off(name: str) -> None:
    """Let a module be imported at its first use. Raises ModuleNotFoundError: allauth has moved it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"{name} is not there any more.", name=name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    # As an import would: else ``from package import module`` asks the module whether it is there, and
    # any question to it is its first use.
    setattr(sys.modules[spec.parent or ""], name.rpartition(".")[2], module)
    spec.loader.exec_module(module)
