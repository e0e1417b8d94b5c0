"""What peers' tests hold of comments and editing, each with our tests that hold it: docs/behaviours.md.

    python -m tests.behaviours            writes the table
    python -m tests.behaviours --check    ends with 1 when it is stale or a line has neither test nor reason

A test says which lines it holds by ``@pytest.mark.behaviour(7, 11)``. Where ours differs on purpose, the
line below says why, beside a test that holds what we do instead.
"""

import ast
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "docs" / "behaviours.md"

LINES = {
    "Sending": {
        1: "Only POST makes a reply; a GET leads to its form, other methods are answered 405.",
        2: "An address of what is not there is answered 404, never 500, and is not repeated raw.",
        3: "A hidden field that was filled in refuses the post.",
        4: "A form whose time, signature or page was tampered with refuses the post.",
        5: "What is too long is refused with a message and not cut.",
        6: "An empty or blank reply is refused.",
        7: "A visitor gives name and address; an address that is none is refused.",
        8: "What is closed or not published takes nothing; who may not see it learns nothing of it.",
        9: "What only some may read takes replies from them alone.",
        10: "Where an account is asked for, a visitor is refused before and after the form.",
        11: "The same words from the same writer on the same page are refused; another writer's are taken.",
        12: "A burst from one writer or address is slowed down.",
        13: "A preview shows the text as it will stand, and stores nothing.",
        14: "Who is signed in is named by the account, also without a full name.",
        15: "Backslashes, quotes and other scripts come back as they were typed.",
        16: "Every kind of network address, and none, is kept sanely.",
        17: "After posting, nobody is led to another site.",
        18: "Nobody posts markup.",
        19: "What a rule refuses leaves nothing behind, and the writer is told.",
    },
    "Screening and holding": {
        20: "A writer without an approved reply is held.",
        21: "Being approved before follows the account, not the address alone.",
        22: "More links than the limit are noticed; fewer are not.",
        23: "Words of the lists match in text, name and address, in any script; nothing else does.",
        24: "Blocked words and sites are refused.",
        25: "Pages close some days after publication, with 0 days at once; drafts do not.",
        26: "Pages ask for moderation some days after publication.",
        27: "A switch for one page turns replies off.",
        28: "What is held is seen by moderators alone, in lists, counts and feeds.",
    },
    "Moderating": {
        29: "Each act needs its right; without it nothing changes.",
        30: "A GET shows a question at most; only a POST with its token acts.",
        31: "The same act twice does no harm: no second row, no second mail.",
        32: "A report needs an account, and a second one by the same person does not count.",
        33: "A suggestion to remove something tells the moderators.",
        34: "A bad id or token changes nothing.",
        35: "Each act says who, what and when, and outlives the reply.",
        36: "Taking an act back restores what was before; counts and stored pages follow.",
        37: "Acts on several work in the list, each with its right, and messages agree in number.",
        38: "When an article goes, its replies go from readers.",
    },
    "Threads and pages": {
        39: "Answers stand under their parent in order; the depth has an end.",
        40: "What is missing, held or removed cannot be answered.",
        41: "Removing a reply withholds its branch; restoring brings it back.",
        42: "Counts stay right at every level.",
        43: "A reply's address leads to the page of the thread that shows it.",
        44: "The page of an old reply does not move; only opening replies count.",
        45: "Lists of hundreds take a fixed number of queries.",
        46: "Reactions exclude each other and can be taken back.",
    },
    "Mail and confirmation": {
        47: "An address is confirmed by a signed link; tampered and old ones say so, again is harmless.",
        48: "An answer is told once for each address, never to who wrote it.",
        49: "A conversation is muted by its link; a wrong one does nothing.",
        50: "A writer is mailed about a decision only; moderators' mail leads to the reply.",
        51: "A mail that fails never breaks the post or the decision.",
        52: "Mails have a text and an HTML part; no header can be smuggled in.",
    },
    "Editing and review": {
        53: "Submitting locks the text, changes where it stands and writes a line of its history.",
        54: "Of two decisions on one text one counts; who was second is told.",
        55: "A changed text loses its approval; after a refusal it is submitted and reviewed anew.",
        56: "Only who may review this text decides; others, a bad id and a text decided on are refused.",
        57: "A request for changes needs its words, and the author sees them.",
        58: "Publishing and withdrawing leave no review half done.",
        59: "Its author, or who has the right, takes a text back from review; a stranger does not.",
        60: "Scheduled pages come at their time and not before, whoever is gone; a newer draft never does.",
        61: "States are compared and brought back; bringing back needs the right and makes a new state.",
        62: "What only some may read covers what lies below it.",
        63: "Lists that are filtered, and their exports, have the rows that the screen shows.",
    },
    "Personal data": {
        64: "A person gets all of their own replies in order, and a stranger none.",
        65: "Erasing takes what leads to the person, keeps the thread, and can be run again.",
        66: "Of who is gone no field leads back to the person.",
    },
}  # fmt: skip

DIFFERS = {
    7: "The address is asked for so that a writer can be told, appeal and erase; it is never shown.",
    9: "No page is for some readers only: what is published is for everybody.",
    10: "Readers have no accounts: whoever may read may reply, and every reply is held.",
    12: "Moderators have no exemption: they answer from their own screens.",
    13: "There is no preview: text is plain. Personal data in it is shown to its writer before it goes.",
    16: "No user agent is kept at all, so none has to be trimmed.",
    17: "The form takes no address to go to: after posting there is the receipt and nothing else.",
    18: "There is no privilege to post markup, for anybody.",
    20: "Every reply is held, whoever wrote it and however often.",
    21: "No reply is published because of an earlier one.",
    22: "Links never hold or refuse a reply, since all are held: they are marked for the moderator.",
    26: "Moderation is asked for from the first day and cannot be switched off.",
    32: "Reports need no account: readers have none. What a moderator kept is not hidden again by one.",
    33: "A report mails nobody, unless it is urgent: its reply is hidden at once and heads the queue.",
    38: "Articles are withdrawn, never deleted: their replies go from readers, and nothing is left over.",
    46: "There are no reactions: no stars, no scores.",
    47: "A person decides on every reply, so it needs no confirmed address; mails need one.",
    49: "A second press is answered as the first one was, and changes nothing.",
    55: "A change to the content always voids, without a switch. A review is one decision, never resumed.",
    56: "Reviewers are no group of a page: whoever wrote nothing of it may review it, superusers alike.",
    57: "No mail: it stands first on the author's dashboard and stays in the article's history.",
    58: "A text in review cannot be published, nothing is deleted; a withdrawal ends the live page alone.",
    60: "Pages do not expire: they are withdrawn, and a page past its review date says so.",
    61: "Who may read drafts may compare. Nothing is purged: every state stays as long as its article.",
    62: "No page is for some readers only, so there is nothing to hand down.",
    63: "Lists are not exported: what leaves the clinic is a page, or a person's own replies.",
    64: "All of them come at once: nobody writes so many that a file needs pages.",
}  # fmt: skip


def held_by() -> dict[int, list[str]]:
    """Return the tests that hold each line, by reading the marks in the files."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted(HERE.rglob("test_*.py")):
        place = path.relative_to(HERE.parent).as_posix()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    _note(found, inner, f"{place}::{node.name}")
            _note(found, node, place)
    return found


def _note(found: dict[int, list[str]], node: ast.stmt, where: str) -> None:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and getattr(mark.func, "attr", "") == "behaviour":
            for argument in mark.args:
                found[ast.literal_eval(argument)].append(f"{where}::{node.name}")


def table() -> str:
    """Return the document."""
    tests = held_by()
    lines = [
        "# What peers test of comments and of editing, and what holds it here",
        "",
        "Generated by `python -m tests.behaviours` from the marks in `tests/`. The lines are what the test",
        "suites of django-contrib-comments, django-comments-xtd, WordPress and Wagtail hold, in our words.",
        "Where ours differs on purpose, a line says why.",
    ]
    for title, rows in LINES.items():
        lines += ["", f"## {title}", "", "| | behaviour | held by |", "|---|---|---|"]
        for number, words in rows.items():
            why = f" **Ours differs:** {DIFFERS[number]}" if number in DIFFERS else ""
            names = "<br>".join(f"`{name}`" for name in tests.get(number, []))
            lines.append(f"| {number} | {words}{why} | {names} |")
    return "\n".join(lines) + "\n"


def problems() -> list[str]:
    """Return the lines without a test or a reason, marks that name no line, and a stale table."""
    tests, numbers = held_by(), {number for rows in LINES.values() for number in rows}
    wrong = [
        f"{n} has neither a test nor a reason" for n in sorted(numbers - set(tests) - set(DIFFERS))
    ]
    wrong += [
        f"{n} is marked by {tests[n][0]} and is no line" for n in sorted(set(tests) - numbers)
    ]
    if not TABLE.exists() or TABLE.read_text(encoding="utf-8") != table():
        wrong.append("docs/behaviours.md is stale: run python -m tests.behaviours")
    return wrong


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        TABLE.write_text(table(), encoding="utf-8")
    wrong = problems()
    print("\n".join(wrong) or f"{sum(map(len, LINES.values()))} lines, all held.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
