"""What axe finds: in light, in dark, on a narrow screen, in the forced colours of high contrast."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

WAYS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "320 px": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"forced_colors": "active"},
}


def audit(browser: Browser, site: str, pages: list[str]) -> list[str]:
    """Look at every page in every way. Return a line for each violation, and for sideways scrolling."""
    wrong = []
    for way, options in WAYS.items():
        context = browser.new_context(**options)
        page = context.new_page()
        for path in pages:
            page.goto(site + path)
            found = Axe().run(page, None, {"resultTypes": ["violations"], "preload": False})
            wrong += [
                f"{path} ({way}): {rule['id']} at {node['target']} {node['html'][:120]}"
                for rule in found.response["violations"]
                for node in rule["nodes"]
            ]
            if (width := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
                wrong.append(f"{path} ({way}): scrolls sideways by {width} px")
        context.close()
    print(f"axe: {len(pages)} pages in {len(WAYS)} ways, {len(wrong)} violations", flush=True)
    return wrong
