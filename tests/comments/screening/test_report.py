"""manage.py screening_report."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.once

MAIL = {"text": "Write to pat@reader.example", "spans": [[9, 27, "EMAIL_ADDRESS"]]}
PLAIN = {"text": "Thank you.", "spans": []}
HIDDEN = {"text": "Write to the usual place", "spans": [[13, 24, "EMAIL_ADDRESS"]]}


@pytest.fixture
def file(tmp_path):
    def make(*rows):
        path = tmp_path / "labelled.jsonl"
        path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows))
        return str(path)

    return make


def report(path, *args, rule="personal_data"):
    out = io.StringIO()
    call_command("screening_report", path, "--rule", rule, *args, stdout=out)
    return out.getvalue()


def test_figures(file):
    said = report(file(MAIL, HIDDEN, PLAIN, ""), "--misses", "--alarms")
    assert "recall EMAIL_ADDRESS: 0.500 (1 of 2)" in said
    assert "false alarms: 0.000 (0 of 1 texts without any)" in said
    assert "missed, line 2, EMAIL_ADDRESS: 'usual place'" in said


def test_bounds(file):
    report(file(MAIL, PLAIN), "--min-recall", "1", "--max-false-alarms", "0")
    with pytest.raises(CommandError, match=r"Recall of EMAIL_ADDRESS is 0.500, below 0.98"):
        report(file(MAIL, HIDDEN), "--min-recall", ".98")
    with pytest.raises(CommandError, match=r"false alarms is 1.000, above 0.1"):
        report(file({"text": "pat@reader.example", "spans": []}), "--max-false-alarms", ".1")
    with pytest.raises(CommandError, match="no recall"):
        report(file(PLAIN), "--min-recall", ".98")


def test_types_narrow_what_is_wanted_and_found(file):
    phone = {"text": "pat@reader.example or 212-555-0187", "spans": [[22, 34, "PHONE"]]}
    said = report(file(phone), "--types", "PHONE_NUMBER", "--min-recall", "1")
    assert "EMAIL" not in said
    with pytest.raises(CommandError, match="No such type: NOSE"):
        report(file(phone), "--types", "NOSE")


def test_labels_for_whole_texts(file):
    said = report(
        file({"text": "I have chest pain", "label": 1}, {"text": "Thank you", "label": 0}),
        rule="red_flags",
    )
    assert "recall label: 1.000 (1 of 1)" in said


@pytest.mark.parametrize(
    "line",
    [
        "not json", "[]", "{}", '{"text": 5, "label": 1}', '{"text": "x"}', '{"text": "x", "label": 2}',
        '{"text": "x", "spans": [[0, 2, "A"]]}', '{"text": "x", "spans": [[1, 0, "A"]]}',
        '{"text": "x", "spans": "no"}', '{"text": "x", "spans": [[0, true, "A"]]}', "[" * 5_000,
    ],
)  # fmt: skip
def test_bad_lines_are_named_by_number(file, line):
    with pytest.raises(CommandError, match=r"(?s)1 bad lines.*Line 2: "):
        report(file(MAIL, line, PLAIN))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        report(str(tmp_path / "nothing.jsonl"))


@pytest.mark.parametrize("share", ["2", "-1", "x"])
def test_a_bound_is_a_share(file, share):
    with pytest.raises(CommandError):
        report(file(MAIL), "--min-recall", share)


def test_a_rule_that_breaks_is_not_scored(file, monkeypatch):
    from comments import screening

    monkeypatch.setitem(screening.FINDERS, "personal_data", lambda reading, context: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        report(file(MAIL))
