"""How the site was set up: settings, addresses, roles, people, the clinic's profile."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import checks
from django.http.request import validate_host

from clinic_cms.clinic.models import ClinicProfile, User
from clinic_cms.clinic.roles import out_of_step
from clinic_cms.doctor.finding import Finding, Say


def settings_are_safe(say: Say, full: bool) -> Iterator[Finding]:
    """Say what `manage.py check --deploy` says."""
    wrong = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if not message.is_silenced() and message.level >= checks.WARNING
    ]
    for message in wrong:
        say_it = say.broken if message.is_serious() else say.warning
        what = " ".join(message.msg.split()).partition(". ")[0]
        yield say_it(f"{what} ({message.id})", message.hint or "See the README on settings.")
    if not wrong:
        yield say.ok("`check --deploy` finds nothing")


def addresses_agree(say: Say, full: bool) -> Iterator[Finding]:
    """Compare SITE_URL, ALLOWED_HOSTS, TLS and TRUSTED_PROXIES with one another."""
    site = urlsplit(settings.SITE_URL)
    host = site.hostname or ""
    found = []
    if not validate_host(host, settings.ALLOWED_HOSTS):
        found.append(
            say.broken(
                f"SITE_URL's {host} is not in ALLOWED_HOSTS", f"Add {host} to ALLOWED_HOSTS."
            )
        )
    if (site.scheme == "https") != settings.TLS:
        found.append(
            say.broken(
                f"SITE_URL begins with {site.scheme}, and TLS is {settings.TLS}",
                "Make both say the same: links in mails lead to SITE_URL.",
            )
        )
    if f"{site.scheme}://{site.netloc}" not in settings.CSRF_TRUSTED_ORIGINS:
        found.append(
            say.warning(
                "SITE_URL is not in CSRF_TRUSTED_ORIGINS", "Add it: staff's forms are refused else."
            )
        )
    if settings.TLS and not settings.TRUSTED_PROXIES:
        found.append(
            say.warning(
                "TLS is on, and no proxy is trusted",
                "Set TRUSTED_PROXIES=1 behind nginx: else every page leads to itself, for ever.",
            )
        )
    if host in ("localhost", "127.0.0.1"):
        found.append(
            say.warning("SITE_URL is this machine itself", "Set it to the address readers use.")
        )
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        found.append(
            say.warning("mails come from localhost", "Set DEFAULT_FROM_EMAIL to your own domain.")
        )
    yield from found or [say.ok(f"readers come to {settings.SITE_URL}")]


def roles_are_in_step(say: Say, full: bool) -> Iterator[Finding]:
    """Compare the groups with clinic_cms/clinic/roles.py."""
    if names := out_of_step():
        yield say.broken(
            f"other rights than this version's: {', '.join(names)}", "Run `manage.py sync_roles`."
        )
    else:
        yield say.ok("each has the rights of this version")


def people_can_sign_in(say: Say, full: bool) -> Iterator[Finding]:
    """Look for an administrator, and for staff without a second factor."""
    active = User.objects.filter(is_active=True)
    if not (
        active.filter(is_superuser=True) | active.filter(groups__name="Administrator")
    ).exists():
        yield say.warning("there is no administrator", "Run `manage.py createsuperuser`.")
        return
    without = active.exclude(pk__in=Authenticator.objects.values("user"))
    if settings.SECOND_FACTOR and (count := without.count()):
        yield say.warning(
            f"{count} accounts have no second factor yet",
            "Let them sign in and set it up, or make them inactive.",
        )
    else:
        yield say.ok(f"{active.count()} accounts")


def profile_is_complete(say: Say, full: bool) -> Iterator[Finding]:
    """Look for the numbers that patients call."""
    stored = ClinicProfile.objects.filter(pk=1).first()
    do = "Fill it in: in the admin, under *Clinic profile*."
    if stored is None:
        yield say.warning("it was never saved: pages show no telephone number of yours", do)
        return
    if missing := stored.missing():
        yield say.warning(f"it lacks: {', '.join(missing)}", do)
    else:
        yield say.ok(
            f"{stored.name}: emergency {stored.emergency_number}, crisis {stored.crisis_number}"
        )
