"""What axe finds on every kind of page, in light, in dark and on a narrow screen: nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.looks import MARK, ONLY_MARKED
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once]

GUIDE = "/articles/when-should-i-get-a-back-injection/"
PUBLIC = """
    / /articles/ /articles/?page=2
    /articles/when-should-i-get-a-back-injection/ /articles/when-should-i-get-a-back-injection/history/
    /articles/when-should-i-get-a-back-injection/editions/1/
    /articles/when-should-i-get-a-back-injection/useful/
    /articles/when-should-i-get-a-back-injection/report-an-error/
    /articles/when-should-i-get-a-back-injection/thank-you/
    /policies/privacy/ /search/ /search/?q=injection /search/?q=injection&kind=injection
    /search/?q=naprozzin /search/?q=cant+pee+since+the+shot /search/?q=suicide /articles/epidurl-injections/
    /conditions/ /conditions/back-pain/ /treatments/ /treatments/lumbar-spinal-injection/
    /treatments/muscle-relaxants/ /treatments/compare/ /treatments/compare/?t=opioids
    /treatments/compare/?t=nsaids&t=opioids&t=muscle-relaxants
    /articles/medicines-after-failed-back-surgery/
    /side-effects/ /side-effects/spinal-headache/ /physicians/ /physicians/miriam-okafor/
    /disclaimers/medical-disclaimer/v2/ /no-such-page/ /articles/bed-rest-for-back-pain/
    /accounts/login/ /accounts/password/reset/ /comments/rules/ /comments/reported/
""".split()
STAFF = [
    # role, address, the link that is followed from there
    ("author", "/admin/", ""),
    ("reviewer", "/admin/", ""),
    ("publisher", "/admin/", ""),
    ("moderator", "/admin/", ""),
    ("administrator", "/admin/", ""),
    ("author", "/admin/articles/article/", ""),
    ("author", "/admin/articles/article/add/", ""),
    ("author", "/admin/articles/article/?q=herniated", "A herniated disc in the lower back"),
    (
        "author",
        "/admin/articles/article/?q=herniated",
        "A herniated disc in the lower back > Preview",
    ),
    (
        "author",
        "/admin/articles/article/?q=herniated",
        "A herniated disc in the lower back > State 1",
    ),
    (
        "author",
        "/admin/articles/article/?q=herniated",
        "A herniated disc in the lower back > #content .events a[href$='compare/']",
    ),
    ("publisher", "/admin/articles/article/?q=when-should", "When should I get a back injection?"),
    ("reviewer", "/admin/", "Facet joint pain explained"),
    ("publisher", "/admin/articles/treatment/", ""),
    ("publisher", "/admin/articles/treatment/", "Exercise at home"),
    ("publisher", "/admin/articles/disclaimer/", "Medical disclaimer"),
    ("publisher", "/admin/articles/edition/", "#result_list tbody th a"),
    ("publisher", "/admin/articles/edition/", "#result_list tbody th a > Read it"),
    (
        "publisher",
        "/admin/articles/edition/",
        "#result_list tbody th a > what readers saw on a day",
    ),
    ("author", "/admin/articles/picture/add/", ""),
    ("author", "/admin/articles/errorreport/", ""),
    ("author", "/admin/articles/errorreport/", "#result_list th a"),
    ("author", "/admin/articles/pagevote/", ""),
    ("moderator", "/admin/comments/comment/", ""),
    ("moderator", "/admin/comments/comment/?status=approved", ""),
    ("moderator", "/admin/comments/comment/figures/", ""),
    ("moderator", "/admin/comments/replyreport/", ""),
    ("moderator", "/admin/comments/retentionrun/", ""),
    ("moderator", "/admin/comments/answertemplate/add/", ""),
    ("author", "/admin/comments/comment/answers/", ""),
    ("administrator", "/admin/clinic/user/", "Miriam Okafor"),
    ("administrator", "/admin/clinic/clinicprofile/", ""),
    ("author", "/accounts/2fa/", ""),
]

AXE = Axe()
WIDE = {"width": 1280, "height": 720}
COLOUR = ["color-contrast", "link-in-text-block"]  # the only rules that a colour scheme can touch
NOT_COLOUR = {"rules": {name: {"enabled": False} for name in COLOUR}}


def problems(page: Page, **options: Any) -> list[str]:
    """Return what axe says against the page as it stands, but for what CKEditor draws."""
    if not page.evaluate("'axe' in window"):
        # Half a megabyte, which a page takes once.
        page.evaluate(f"{AXE.axe_script}\n{ONLY_MARKED}")
    page.evaluate(MARK)  # each time: what is alike in light may differ in dark
    # Without preload: it fetches style sheets by paths that are wrong for sheets in sheets.
    options |= {"resultTypes": ["violations"], "preload": False}
    found = page.evaluate(
        "options => axe.run({ exclude: [['.cke']] }, options).then(found => found.violations)",
        options,
    )
    return [
        f"{rule['id']}: {rule['help']} at {node['target']} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"][:4]
    ]


def examine(page: Page) -> None:
    """Look at the page in three ways. It must not scroll sideways on a narrow screen.

    Contrast takes two thirds of axe's time, so each scheme measures it once.
    """
    page.wait_for_load_state()  # of what a click has led to
    found = {"light": problems(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = problems(page, runOnly=COLOUR)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    found["320 px"] = problems(page, **NOT_COLOUR)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 320:
        found["320 px"].append(f"scrolls sideways: {width} px wide, because of {_wide(page)}")
    assert not any(found.values()), "\n".join(
        f"{way}: {line}" for way, lines in found.items() for line in lines
    )


@pytest.fixture(scope="module")
def unguarded(arrive: Callable[..., Visitor]) -> Iterator[Visitor]:
    """Somebody whose browser lets a style into a page that its policy forbids."""
    person = arrive(bypass_csp=True)
    yield person
    person.leave()


@pytest.mark.parametrize(
    ("fault", "way"),
    [
        ("main p { color: #999 !important }", "light: color-contrast"),
        ("@media (prefers-color-scheme: dark) { main p { color: #666 } }", "dark: color-contrast"),
        ("main p:last-of-type { opacity: .5 }", "light: color-contrast"),
        ("main p a { color: #06c; text-decoration: none !important }", "light: link-in-text-block"),
        ("@media (width < 400px) { main { min-width: 500px } }", "320 px: scrolls sideways"),
        ("@media (width < 400px) { h1 { display: none } }", "320 px: page-has-heading-one"),
    ],
)  # fmt: skip
def test_a_fault_would_be_found(unguarded: Visitor, fault: str, way: str) -> None:
    """Every text that is drawn alike has the fault, or the last one alone has it, or one width."""
    unguarded.page.set_viewport_size(WIDE)
    page = unguarded.goto("/comments/rules/")
    page.add_style_tag(content=fault)
    with pytest.raises(AssertionError, match=way):
        examine(page)


def _wide(page: Page) -> str:
    return str(
        page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > 321)
                .slice(0, 6).map(e => `${e.tagName}.${e.className}#${e.id}`).join(", ")"""
        )
    )


@pytest.fixture(scope="module")
def known(arrive: Callable[..., Visitor]) -> Iterator[Callable[[str], Visitor]]:
    """Return a function from a role to one and the same person: a new browser takes a second each."""
    people: dict[str, Visitor] = {}

    def meet(role: str = "") -> Visitor:
        person = people.get(role) or people.setdefault(role, arrive(role))
        person.page.set_viewport_size(WIDE)
        return person

    yield meet
    for person in people.values():
        person.leave()


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page(known: Callable[[str], Visitor], path: str) -> None:
    reader = known("")
    reader.expected |= {404, 410}
    examine(reader.goto(path))
    reader.complain()


@pytest.mark.parametrize(("role", "path", "links"), STAFF, ids=lambda value: value or "itself")
def test_staff_screen(known: Callable[[str], Visitor], role: str, path: str, links: str) -> None:
    person = known(role)
    page = person.goto(path)
    for link in filter(None, links.split(" > ")):
        if link.startswith("#"):
            page.locator(link).first.click()
        else:
            page.get_by_role("link", name=link, exact=True).first.click()
        page.wait_for_load_state()
    if page.locator("#id_body").count():
        page.locator(".cke_editable").wait_for()
    examine(page)
    person.complain()


def test_suggestions(visit: Callable[..., Visitor]) -> None:
    """Links under the box: they come while one types, arrows reach them, Escape closes them."""
    page = visit().goto("/search/")
    box, links = page.locator("#page-search"), page.locator(".suggestions a")
    box.press_sequentially("inj")
    links.first.wait_for()
    examine(page)
    page.keyboard.press("ArrowDown")
    assert links.first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    links.first.wait_for(state="hidden")
    assert box.evaluate("box => box === document.activeElement")


def test_replies(visit: Callable[..., Visitor]) -> None:
    """The refused form, the page for an answer, and the receipt."""
    reader = visit()
    page = reader.goto(GUIDE)
    page.locator("form.reply-form").evaluate("form => { form.noValidate = true }")
    reader.expected.add(422)
    page.get_by_role("button", name="Send for review").click()
    page.get_by_role("alert").wait_for()
    examine(page)
    page.set_viewport_size(WIDE)
    page.get_by_label("Your reply").fill("My sight went dark after the shot.")
    page.get_by_label("Name or nickname").fill("Lou")
    page.get_by_label("Email, will not be published").fill("lou@reader.example")
    page.get_by_label("I agree that this clinic publishes").check()
    page.get_by_role("button", name="Send for review").click()
    page.get_by_text("Nobody else can see it yet.").wait_for()
    examine(page)
    page.set_viewport_size(WIDE)
    page = reader.goto(GUIDE)
    page.locator(".replies a[href$='/answer/']").first.click()
    page.locator("form.reply-form").wait_for()
    examine(page)


def test_a_guarded_answer(visit: Callable[..., Visitor]) -> None:
    """The form to answer, the words that would confirm a patient, and the moderator's word on them."""
    author = visit("author")
    page = author.goto("/admin/comments/comment/answers/")
    page.get_by_role("link", name="Answer", exact=True).first.click()
    page.get_by_label("Your answer").fill("We are glad that your injection helped.")
    author.expected.add(422)
    page.get_by_role("button", name="Send to a moderator").click()
    page.get_by_text("Not sent yet").wait_for()
    examine(page)
    page.set_viewport_size(WIDE)
    page.get_by_role("button", name="Send it as it is").click()
    page.get_by_text("held until another person has read it").wait_for()
    moderator = visit("moderator")
    page = moderator.goto("/admin/comments/comment/?q=injection+helped")
    page.locator(".list a", has_text="Answer").first.click()
    page.get_by_label("I have read it").wait_for()
    examine(page)
    page.set_viewport_size(WIDE)
    page.get_by_role("button", name="Approve").first.click()
    assert page.get_by_label("I have read it").is_visible()  # the browser asks for the tick first


def test_reporting_a_reply(visit: Callable[..., Visitor]) -> None:
    """Without a cookie, with the reason that is missing at first; then the reply is not on the page."""
    reader = visit()
    page = reader.goto("/articles/sciatica/")
    reply = page.locator("li.reply:not(.official)").last
    name = reply.get_attribute("id") or ""
    reply.locator("a[href$='/answer/']").first.click()
    page.get_by_role("link", name="Report this reply").click()
    page.get_by_role("heading", name="Report this reply").wait_for()
    examine(page)
    page.set_viewport_size(WIDE)
    page.locator("form.reply-form").evaluate("form => { form.noValidate = true }")
    reader.expected.add(422)
    page.get_by_label("In your own words").fill("He names my street.")
    page.get_by_role("button", name="Send the report").click()
    page.get_by_text("What you typed is still here").wait_for()
    examine(page)
    page.set_viewport_size(WIDE)
    assert page.get_by_label("In your own words").input_value() == "He names my street."
    page.locator("[name=reason][value=personal_data]").check()
    page.get_by_role("button", name="Send the report").click()
    page.wait_for_url("**/comments/reported/")
    assert reader.context.cookies() == []
    page = reader.goto("/articles/sciatica/")
    assert page.locator(f"#{name}").count() == 0
