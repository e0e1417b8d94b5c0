"""What makes a treatment sound better than it is: promises, and ratios without the numbers behind them.

Patients overestimate what they read as "halves the risk": of how many, is what counts (Gigerenzer and
others, 2007, doi:10.1111/j.1539-6053.2008.00033.x). Advice, never a gate: a page may quote such words to
answer them.
"""

import re
from collections.abc import Iterable, Iterator

from articles.readability import SENTENCE_END

PROMISES = re.compile(
    r"\b(?:guarantee[ds]?|miracle\w*|risk[- ]free|pain[- ]free|painless|"
    r"(?:no|without(?: any)?) (?:risks?|side effects?)|"
    r"(?:completely|totally|perfectly|entirely|always) safe|"
    r"(?:it|this|they|which|that|injections?|treatments?|medicines?|surgery) (?:is|are) safe|"
    r"(?:it|this|they|which|treatments?|injections?|surgery) (?:always |will )(?:works?|helps?|cures?)|"
    r"(?:is|are) (?:the )?best|best (?:treatment|choice|option)|safest|most effective)\b",
    re.IGNORECASE,
)
RATIOS = re.compile(
    r"\b(?:halv(?:es?|ed|ing)|doubl(?:es?|ed|ing)|tripl(?:es?|ed|ing)|twice as|half as|"
    r"(?:two|three|four|five|ten|\d+) times (?:as|more|less|higher|lower)|"
    r"\d+(?:\.\d+)? ?(?:%|percent) (?:more|less|fewer|higher|lower|better|worse|reduction|increase))(?!\w)",
    re.IGNORECASE,
)
# "In 6 weeks" and "in 2019" count no people.
COUNTED = re.compile(
    r"\b(?:out of|of|(?<=\d )in|in(?! (?:19|20)\d\d\b)) (?:every )?\d[\d,]*\b"
    r"(?!(?: to \d+)?[ -](?:minute|hour|day|week|month|year)s?\b)",
    re.IGNORECASE,
)


def promises(blocks: Iterable[str]) -> list[str]:
    """Return the words of a text that promise more than a treatment can keep."""
    return [found[0] for block in blocks for found in PROMISES.finditer(block)]


def bare_ratios(blocks: Iterable[str]) -> list[str]:
    """Return the sentences that compare by a ratio and do not say out of how many."""
    return [
        sentence
        for sentence in _sentences(blocks)
        if RATIOS.search(sentence) and not COUNTED.search(sentence)
    ]


def _sentences(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        yield from SENTENCE_END.split(block)
