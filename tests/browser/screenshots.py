"""Take the pictures in docs/screenshots/ from a clinic with the demo's content.

Run it from the top folder: ``python -m tests.browser.screenshots``, or ``make screenshots``.
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import QUIET, chromium
from tests.browser.clinic import Clinic, open_clinic

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "screenshots"
TALL = 1600  # a longer page is cut off here, so that the README stays readable
GUIDE = "/articles/when-should-i-get-a-back-injection/"
ARTICLES = "/admin/articles/article/"
PICTURES = [
    # name, who looks, address, the link that is followed from there
    ("home", "", "/", ""),
    ("article", "", GUIDE, ""),
    ("risks", "", f"{GUIDE}#t-lumbar-spinal-injection-risks", ""),
    ("replies", "", f"{GUIDE}#replies", ""),
    ("treatment", "", "/treatments/lumbar-spinal-injection/", ""),
    ("sign-in", "", "/accounts/login/", ""),
    ("dashboard", "publisher", "/admin/", ""),
    ("article-list", "publisher", ARTICLES, ""),
    ("article-form", "author", f"{ARTICLES}?q=herniated", "A herniated disc in the lower back"),
    ("review", "reviewer", "/admin/", "Facet joint pain explained"),
    ("moderation", "moderator", "/admin/comments/comment/", ""),
]
WAYS = [
    # width, colour scheme, which pictures
    (1280, "light", {name for name, *_ in PICTURES}),
    (1280, "dark", {"home", "article", "article-form", "moderation"}),
    (390, "light", {"home", "article", "treatment", "article-form", "moderation"}),
]


def take(page: Page, name: str) -> None:
    """Write what the page shows, with few enough colours to stay small."""
    page.wait_for_timeout(400)  # CKEditor and the browser's own scrolling come to rest
    width = page.viewport_size["width"] if page.viewport_size else 0
    height = page.evaluate("Math.min(document.documentElement.scrollHeight, innerHeight * 9)")
    if "#" not in page.url:
        page.set_viewport_size({"width": width, "height": min(height, TALL)})
        page.wait_for_timeout(200)
    drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = drawn.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    few.save(path, optimize=True)
    print(f"{path.name:<28}{path.stat().st_size // 1024:>5} KB")


def pictures(browser: Browser, clinic: Clinic, width: int, scheme: str, wanted: set[str]) -> None:
    for role in dict.fromkeys(role for _, role, *_ in PICTURES):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        if role:
            page.goto(f"{clinic.url}/accounts/login/")
            page.get_by_label("Username").fill(role)
            page.get_by_label("Password").fill(clinic.password)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/admin/")
        for name, who, path, link in PICTURES:
            if who != role or name not in wanted:
                continue
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(clinic.url + path)
            if link:
                page.get_by_role("link", name=link, exact=True).first.click()
                page.wait_for_load_state()
            take(page, f"{name}{'-dark' if scheme == 'dark' else ''}-{width}")
        context.close()


def main() -> int:
    where = chromium()
    if where is None:
        print("Chromium is not installed. Install it, or set CHROMIUM to where it is.")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="clinic-pictures-") as folder,
        open_clinic("clinic_pictures", Path(folder)) as clinic,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=where, args=QUIET)
        for width, scheme, wanted in WAYS:
            pictures(browser, clinic, width, scheme, wanted)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
