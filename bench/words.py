"""Words for replies that are like those of people: drawn from the demo's own, the same in each run."""

import itertools
import random
from collections.abc import Iterator

WORDS = (8, 45)  # of a reply


def reply_texts(count: int) -> Iterator[str]:
    """Yield texts, none like another, which a compressor finds about as hard as what people write."""
    from clinic_cms.demo.replies import REPLIES

    dice = random.Random(5)  # noqa: S311 - not a secret
    said = " ".join(row["text"] for row in REPLIES).split()
    # What follows a word in the demo's replies may follow it here.
    follows: dict[str, list[str]] = {}
    for one, next_one in itertools.pairwise(said):
        follows.setdefault(one, []).append(next_one)
    for _ in range(count):
        words = [dice.choice(said)]
        for _ in range(dice.randint(*WORDS)):
            words.append(dice.choice(follows.get(words[-1], said)))
        text = " ".join(words)
        yield f"{text[0].upper()}{text[1:].rstrip('.,;:')}."
