"""Pictures: for staff only, until a live page uses them."""

import time

from tests.deployment.waiting import until


def test_a_picture_is_private_until_a_live_page_uses_it(clinic):
    visitor = clinic.visitor()
    hidden = clinic.do("picture")
    assert visitor.get(hidden).status == 404
    shown = clinic.do("picture", used_by="changing")
    answer = until(lambda: (a := visitor.get(shown)).status == 200 and a, 3, "never shown")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.body.startswith(b"\x89PNG")
    assert visitor.get(hidden).status == 404
    clinic.do("withdraw", slug="changing")
    time.sleep(2)
    assert visitor.get(shown).status == 404
    clinic.do("publish", slug="changing", says="Without pictures.")
