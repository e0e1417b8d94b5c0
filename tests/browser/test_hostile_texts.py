"""Texts that would like to be programs, in every place where somebody's words are shown, in a real browser.

The pages are drawn by the application itself, with its headers; the browser gets them as they are. What
counts: no dialog, no mark left by a program, no violation of the policy, no request that a text asked for,
no element or attribute that a text made.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from articles.models import Edition
from clinic_cms.clinic.models import ClinicProfile, OutgoingMail
from clinic_cms.clinic.outbox import kinds
from clinic_cms.clinic.outbox.message import written
from comments import mail_links, moderation, notifications, redaction, worksheets
from comments.models import AnswerTemplate, Appeal, Comment, ReplyReport, WriterAddress
from tests import factories
from tests.comments.payloads import PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db]

SITE = "http://testserver"
NOT_OURS = "The Cross-Origin-Opener-Policy header has been ignored"  # the browser wants TLS for it
WATCH = """
window.seen = [];
for (const name of ["alert", "confirm", "prompt", "print", "msgbox"])
  window[name] = () => window.seen.push(name);
document.addEventListener("securitypolicyviolation", (event) =>
  window.seen.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
"""
MADE = """() => {
  const found = [];
  for (const it of document.querySelectorAll("*"))
    for (const { name, value } of it.attributes)
      if (name.startsWith("on") || ["style", "srcdoc"].includes(name)
          || name !== "value" && /^\\s*(javascript|data):/i.test(value))
        found.push(it.outerHTML.slice(0, 120));
  const never = "iframe, object, embed, base, math, marquee, xss, meta[http-equiv], video, plaintext";
  for (const it of document.querySelectorAll(never))
    found.push(it.outerHTML.slice(0, 120));
  for (const it of document.querySelectorAll("script:not([type$=json]), link, img, source"))
    if (!(it.src || it.href || "").startsWith(location.origin))
      found.push(it.outerHTML.slice(0, 120));
  return [...found, ...window.seen];
}"""


@pytest.fixture
def clinic(db: None) -> ClinicProfile:
    """The stored profile, in place of the whole clinic that other journeys meet."""
    return ClinicProfile.objects.create(name="Hill Street Clinic", phone="555-0100")


@pytest.fixture
def edition(published: Any) -> Edition:
    found: Edition = published.editions.get()
    return found


def chunks(longest: int) -> Iterator[str]:
    """Yield every payload, as many at a time as a field holds, each in a line of its own."""
    lines = ""
    for payload in PAYLOADS:
        if len(lines) + len(payload) + 1 > longest:
            yield lines
            lines = ""
        lines += payload[: longest - 1].replace("\0", "") + "\n"
    yield lines


def drawn(client: Client, *paths: str) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Return pages as the application answers them: status, headers, body."""
    pages = {}
    for path in paths:
        answer = client.get(path, headers={"Accept-Encoding": "identity"})
        assert answer.status_code == 200, path
        assert "Content-Security-Policy" in answer.headers, path
        pages[path] = (answer.status_code, dict(answer.headers), answer.content)
    return pages


def look(browser: Browser, pages: dict[str, tuple[int, dict[str, str], bytes]]) -> list[str]:
    """Open each page and return everything that happened and should not."""
    wrong: list[str] = []
    context = browser.new_context()

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        static = path.startswith("/static/") and path.removeprefix("/static/")
        file = finders.find(static) if static else None
        if path in pages:
            status, headers, body = pages[path]
            route.fulfill(status=status, headers=headers, body=body)
        elif file:
            route.fulfill(path=str(file))
        else:
            if path != "/favicon.ico":
                wrong.append(f"asked for {route.request.url}")
            route.abort()

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(NOT_OURS):
            wrong.append(message.text)

    context.route("**/*", serve)
    context.add_init_script(WATCH)
    page: Page = context.new_page()
    page.on("dialog", lambda dialog: (wrong.append("a dialog"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("console", said)
    for path in pages:
        page.goto(SITE + path)
        wrong += [f"{path}: {found}" for found in page.evaluate(MADE)]
    context.close()
    return wrong


def everywhere(edition: Edition, moderator: Any, second: Any) -> list[str]:
    """Put every payload into every field, and return the staff's pages that show them."""
    root: Comment | None = None
    writer = WriterAddress.objects.create(hash="a" * 64, confirmed_at=timezone.now())
    for number, payload in enumerate(PAYLOADS):
        text = payload.replace("\0", "")
        root = None if number % 20 == 0 else root
        more = {"writer": writer} if number % 20 == 0 else {}
        said = {"name": (text.strip() or "N")[:60], "text": text, "parent": root, **more}
        reply = factories.pending_comment(edition, **said)
        moderation.approve(comment=reply, by=moderator, version=1)
        root = root or reply
    pages = ["/admin/comments/comment/?status=approved"]
    for number, text in enumerate(chunks(490)):
        held = factories.pending_comment(edition, text=text, name=text[:60], writer=writer)
        ReplyReport.objects.create(
            comment=held, reason="abuse", words=text, hid=False, text_hash="x",
            token_hash=f"{number:064}",
        )  # fmt: skip
        worksheets.fill_in(
            comment=held, by=moderator, version=0, decision="open", seriousness="unknown",
            reporter=text[:120], patient=text[:200], product=text[200:400], reaction=text[120:420],
        )  # fmt: skip
        redaction.redact(
            comment=held, by=moderator, version=1, spans=[(0, 1)], reason="other", note=text
        )
        held.refresh_from_db()
        moderation.reject(
            comment=held, by=moderator, version=held.version, reason="other", note=text
        )
        held.refresh_from_db()
        Appeal.objects.create(comment=held, decision=held.decision, text=text)
        pages.append(f"/admin/comments/comment/{held.pk}/change/?status=rejected")
        if number < 4:
            made = AnswerTemplate.objects.create(title=text[:110], text=text, edited_by=second)
            pages.append(f"/admin/comments/answertemplate/{made.pk}/approve/")
    factories.pending_comment(edition, text=PAYLOADS[0], name=PAYLOADS[1][:60])
    return [
        *pages, "/admin/", "/admin/comments/comment/", "/admin/comments/comment/?q=%3Cscript%3Ealert(1)",
        "/admin/comments/replyreport/", "/admin/comments/answertemplate/",
        "/admin/comments/comment/figures/",
    ]  # fmt: skip


REPLY = re.compile(r'<li class="reply[^"]*" id="([^"]+)"')
MORE = re.compile(r'<li class="more"><a href="([^"#]+)#')


@pytest.mark.behaviour(18)
def test_nothing_executes(
    browser: Browser,
    clinic: ClinicProfile,
    edition: Edition,
    moderator: Any,
    publisher: Any,
    client_for: Callable[..., Client],
) -> None:
    staff = everywhere(edition, moderator, publisher)
    reply = Comment.objects.visible().filter(parent=None).latest("pk")
    public = [
        f"/articles/{edition.slug}/", f"/comments/{reply.public_id}/answer/",
        f"/comments/{reply.public_id}/report/",
    ]  # fmt: skip
    mine = mail_links.MINE.path(WriterAddress.objects.get().pk)
    readers = drawn(client_for(None), *public, mine, f"{mine}export.json")
    further = MORE.findall(readers[public[0]][2].decode())
    readers |= drawn(client_for(None), *further)
    _, headers, _ = readers[f"{mine}export.json"]
    assert headers.pop("Content-Disposition").startswith("attachment")  # to see it in the browser
    assert headers["X-Content-Type-Options"] == "nosniff"
    thread = "".join(readers[path][2].decode() for path in (public[0], *further))
    assert len(set(REPLY.findall(thread))) == len(PAYLOADS)
    assert look(browser, readers) == []
    assert look(browser, drawn(client_for(moderator), *staff)) == []


def test_mails_hold_none_of_it(
    browser: Browser, clinic: ClinicProfile, edition: Edition, moderator: Any
) -> None:
    clinic.name = "<script>alert(1)</script>"
    clinic.save()
    writer = WriterAddress.objects.create(hash="a" * 64, confirmed_at=timezone.now())
    reply = factories.pending_comment(
        edition, text="\n".join(PAYLOADS[::4])[:4_000], name=PAYLOADS[1][:60], writer=writer,
        urgent=True,
    )  # fmt: skip
    notifications.received(reply)
    moderation.reject(
        comment=reply,
        by=moderator,
        version=1,
        reason="other",
        note="<img src=x onerror=alert(1)>",
        confirmed=True,
    )
    pages = {}
    for mail in OutgoingMail.objects.all():
        letter = kinds.known(mail.kind)(mail)
        if letter is None:
            continue
        message = written(mail, letter)
        html = str(message.alternatives[0][0])  # type: ignore[index]  # a pair
        assert "onerror" not in f"{message.subject}{message.body}{html}"
        assert "\n" not in message.subject
        pages[f"/{mail.kind}"] = (200, {"Content-Type": "text/html"}, html.encode())
    assert pages
    assert [found for found in look(browser, pages) if " style=" not in found] == []


def test_it_would_be_seen(browser: Browser) -> None:
    """The watch itself: each kind of program is noticed when a page does let it in."""
    policy = {"Content-Type": "text/html", "Content-Security-Policy": "default-src 'none'"}
    for html, headers in (
        ("<img src=x onerror=alert(1)>", {"Content-Type": "text/html"}),
        ("<script>alert(1)</script>", policy),
        ("<p style='color:red'>x", policy),
        ("<a href=javascript:alert(1)>x</a>", policy),
        ("<img src=//evil.example/x>", policy),
    ):
        assert look(browser, {"/": (200, headers, html.encode())}) != [], html
