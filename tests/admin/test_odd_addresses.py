"""Forms for a new record answer whatever their address fills in."""

import re

import pytest

ODD = ("9" * 40, "9" * 19, "-1", "x", "", "0,x," + "9" * 40, "２")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("model", "fields"),
    [
        ("article", ("author", "conditions", "treatments", "disclaimers", "overview")),
        ("condition", ("parent",)),
        ("treatment", ("conditions",)),
        ("physician", ("photo", "user")),
    ],
)
def test_a_key_that_is_none_fills_in_nothing(published, superuser, client_for, model, fields, odd):
    desk = client_for(superuser)
    for field in fields:
        answer = desk.get(f"/admin/articles/{model}/add/", {field: odd})
        assert answer.status_code == 200, field
        chosen = re.findall(r'value="(.+?)" selected', _select(answer.content.decode(), field))
        assert not chosen, field


def test_a_key_that_is_one_is_filled_in(published, superuser, client_for):
    treatment = published.treatments.get()
    page = client_for(superuser).get(
        "/admin/articles/article/add/",
        {"treatments": f"{treatment.pk},{'9' * 40}", "overview": published.pk},
    )
    html = page.content.decode()
    assert f'<option value="{treatment.pk}" selected>' in _select(html, "treatments")
    assert f'<option value="{published.pk}" selected>' in _select(html, "overview")


def _select(html: str, field: str) -> str:
    begin = html.index(f'<select name="{field}"')
    return html[begin : html.index("</select>", begin)]
