"""Reports of errors to Sentry, for a clinic that asks for them with SENTRY_DSN. Off by default.

With it something leaves the clinic: kinds of errors, lines of code, paths of pages. Everything else is
taken out here: the words of exceptions, what was sent, who sent it, values of variables.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from clinic_cms import logs

Event = dict[str, Any]
# What an event may keep; whatever a later version of the SDK adds is dropped.
KEPT = (
    "event_id timestamp level platform logger environment release type transaction sdk fingerprint"
).split()
KEPT_OF_A_FRAME = "filename abs_path module function lineno in_app context_line".split()


def begin(dsn: str) -> None:
    """Start reporting. Raises ImproperlyConfigured when the extra is not installed."""
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set: run pip install --require-hashes -r requirements-extras.txt"
        ) from error
    sentry_sdk.init(
        dsn=dsn,
        before_send=stripped,  # type: ignore[arg-type]  # its Event is a dict like ours
        before_breadcrumb=lambda crumb, hint: None,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        server_name="clinic",
    )


def stripped(event: Event, hint: object = None) -> Event:
    """Return what may leave of an event: kinds of errors, lines of code, the path."""
    found = {key: event[key] for key in KEPT if key in event}
    found["exception"] = {
        "values": [_exception(value) for value in event.get("exception", {}).get("values", [])]
    }
    request = event.get("request") or {}
    if "url" in request:
        path = "/" + request["url"].partition("://")[2].partition("/")[2].partition("?")[0]
        found["request"] = {"method": request.get("method", ""), "url": logs.path_of(path)}
    if "transaction" in found:
        found["transaction"] = logs.scrub(str(found["transaction"]))
    if message := (event.get("logentry") or {}).get("message"):
        found["logentry"] = {"message": logs.scrub(str(message))}  # before its values are put in
    return found


def _exception(value: dict[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames", [])
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "stacktrace": {
            "frames": [
                {key: frame[key] for key in KEPT_OF_A_FRAME if key in frame} for frame in frames
            ]
        },
    }
