"""A mail as it goes over the wire: subject, text part, HTML part, headers."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, engines
from django.utils.crypto import salted_hmac

from clinic_cms.clinic.models import ClinicProfile, OutgoingMail
from clinic_cms.clinic.outbox.kinds import Letter


def absolute(path: str) -> str:
    """Return the address of a path for people who are not on the site: SITE_URL says where it is."""
    return f"{settings.SITE_URL}{path}"


def written(mail: OutgoingMail, letter: Letter) -> EmailMultiAlternatives:
    """Return the message of a mail: the same one, with the same Message-ID, however often it is made."""
    context = {
        **letter.context,
        "clinic": ClinicProfile.current(),
        "site": settings.SITE_URL,
        "unsubscribe": absolute(letter.unsubscribe) if letter.unsubscribe else "",
    }
    subject = _text(mail.kind, "subject.txt", context)
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),  # a header has one line
        body=_text(mail.kind, "body.txt", context).strip() + "\n",
        to=[mail.recipient],
        headers=_headers(mail, context["unsubscribe"]),
    )
    message.attach_alternative(_html(mail.kind, context), "text/html")
    return message


def _headers(mail: OutgoingMail, unsubscribe: str) -> dict[str, str]:
    # The same for a repeated mail, so that mailboxes can tell it from a second one.
    mark = salted_hmac("clinic.outbox.message", mail.dedupe_key, algorithm="sha256").hexdigest()
    headers = {
        "Message-ID": f"<{mark[:40]}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's absence note answers it
    }
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return headers


def _text(kind: str, name: str, context: dict[str, Any]) -> str:
    """Draw a text part. It is no HTML, so nothing in it is escaped."""
    template = engines["django"].engine.get_template(f"emails/{kind}/{name}")  # type: ignore[attr-defined]
    return str(template.render(Context(context, autoescape=False)))


def _html(kind: str, context: dict[str, Any]) -> str:
    template = engines["django"].engine.get_template(f"emails/{kind}/body.html")  # type: ignore[attr-defined]
    return str(template.render(Context(context))).strip() + "\n"
