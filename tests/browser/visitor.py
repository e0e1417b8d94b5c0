"""A person at a browser of their own, watched for what a page must never do."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.clinic import Clinic


class Visitor:
    """One browser context and its page. ``problems`` collects what nobody asked for."""

    def __init__(self, context: BrowserContext, clinic: Clinic) -> None:
        self.context, self.clinic = context, clinic
        self.problems: list[str] = []
        self.expected: set[int] = set()  # answers of 400 and more that the test is about
        context.set_default_timeout(10_000)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        self.page: Page = context.new_page()

    def goto(self, path: str) -> Page:
        """Open an address of the site and wait for everything on it."""
        self.page.goto(self.clinic.url + path, wait_until="load")
        return self.page

    def status_of(self, path: str) -> int:
        """Open an address and return its status, whatever it is."""
        self.expected |= {403, 404, 410}
        answer = self.page.goto(self.clinic.url + path)
        assert answer is not None
        return answer.status

    def sign_in(self, role: str) -> Page:
        """Sign in as staff do."""
        page = self.goto("/accounts/login/")
        page.get_by_label("Username").fill(role)
        page.get_by_label("Password").fill(self.clinic.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        return page

    def leave(self) -> None:
        """Close the browser, and complain about all that went wrong."""
        self.context.close()
        self.complain()

    def complain(self) -> None:
        """Fail with all that went wrong since the last time."""
        wrong, self.problems = self.problems, []
        assert not wrong, "\n".join(wrong)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        status = re.search(r"responded with a status of (\d+)", message.text)
        if not (status and int(status[1]) in self.expected):
            self.problems.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        own = request.url.startswith((f"{self.clinic.url}/", "data:", "blob:"))
        if not own:
            self.problems.append(f"asked another origin: {request.url}")

    def _failed(self, request: Request) -> None:
        # Each further letter cancels the search for the letters before it; the next page, the icon's.
        cut_off = ("/admin/autocomplete/", "/search/suggest/", "/favicon.svg")
        if request.failure == "net::ERR_ABORTED" and any(part in request.url for part in cut_off):
            return
        self.problems.append(f"request failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"answer {response.status}: {response.url}")
