"""Sentences with personal data of made-up people of many countries, for measuring the rules.

The rules were not written from these: formats come from Faker's providers, and the ways to hide an
address or a number from what people do in forums. Every run with the same seed gives the same lines.

    python -m tests.comments.screening.generated 2000 > generated.jsonl
"""

# ruff: noqa: E501 - tables of sentences
import json
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

from faker import Faker

LOCALES = (
    "en_US", "en_GB", "en_CA", "en_AU", "en_IE", "en_IN", "en_NZ", "de_DE", "de_AT", "de_CH", "fr_FR",
    "fr_CA", "es_ES", "es_MX", "it_IT", "nl_NL", "nl_BE", "pt_BR", "pt_PT", "pl_PL", "cs_CZ", "sk_SK",
    "sv_SE", "no_NO", "da_DK", "fi_FI", "hu_HU", "ro_RO", "el_GR", "tr_TR", "ru_RU", "uk_UA", "he_IL",
    "ja_JP", "ko_KR", "zh_CN", "hi_IN", "id_ID", "hr_HR", "sl_SI",
)  # fmt: skip
AROUND = {
    "EMAIL_ADDRESS": (
        "You can reach me at {}", "My email is {}.", "{}", "Please send the leaflet to {} thanks",
        "Same happened to me, write me: {} and we can talk", "contact: {}", "I lost the page, can you mail it ({})?",
        "The injection helped, more at {} if you want to hear", "my wife's address is {}, she had it too",
        "Thanks!\n{}", "I wrote to {} and nobody answered", "{} is where my doctor sends the results",
    ),
    "PHONE_NUMBER": (
        "Call me at {}", "My number is {}.", "phone {}", "{}", "Please ring {} after six",
        "you can text me on {} about the group", "Tel: {}", "I tried {} three times and nobody picked up",
        "My mother has no computer, her phone is {} thanks", "cell {} or leave a message",
        "Had the shot in March. {} if anybody wants to talk", "Reach my husband on {}, he drives me",
        "{} - Maria", "WhatsApp {}", "Any news? Mobile: {}.",
    ),
    "US_SSN": (
        "My SSN is {}", "social security number {}", "ssn: {}", "They asked for my social ({}) at the desk",
        "My social is {}, can you look me up?", "SS# {}", "Please find my record, {} is my social security",
        "I gave them {} as my SSN and they lost it", "ssn {} dob on file", "Medicare wants my social security no. {}",
    ),
}  # fmt: skip
INNOCENT = (
    "I had {n} injections in {y} and {m} helped.", "My pain went from {n} to {m}.", "It cost me ${n}{m}00 with insurance.",
    "Took {n}00 mg of ibuprofen {m} times a day for {n} weeks.", "L{m}-L5 since {y}, surgery in {y}.",
    "The page says {n} out of 1,000; my leaflet says {m} in 100.", "Blood pressure {n}20/{m}0, sugar 2{m}0.",
    "I am 6{n} and walk {m},{n}00 steps a day.", "Between {y} and {y2} I saw {m} doctors.", "At 10:{n}0 I felt fine, by 11:{m}5 sore.",
    "In the study 13/81, 14/159 and 4/80 had it.", "Look at the second picture, it is great.", "Read about it at the library.",
    "Is a {n}-week wait normal at this clinic?", "MRI on {m}/{n}/2024 showed a bulge.", "See chapter {n}.{m} of the guide.",
    "It lasted {n} to {m} months, then {n} more.", "Temperature 36.{m}, pulse 7{n}.", "Paid 1{n},{m}50.00 dollars for it.",
    "We meet at noon at the park.", "The 2014 warning: 1 in 10,000 to 1 in 100,000.", "Version {n}.{m}.{n} of the app fails.",
    "I walked 10 000 steps on day {n}.", "Doses of 5, 10, 20 and 40 mg did nothing.", "Appointment on May {n}, 2025 at {m} pm.",
    "Room {n}1{m}, second floor.", "Reference: doi 10.1056/NEJMoa13{n}3{m}98", "PMID 2498{n}75{m}", "It is 40{n} miles from here.",
)  # fmt: skip
Made = Callable[[random.Random, Faker], str]


def lines(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Yield labelled lines, a fifth of them innocent."""
    rng = random.Random(seed)
    fakers = {locale: Faker(locale) for locale in LOCALES}
    for n, faker in enumerate(fakers.values()):
        faker.seed_instance(seed * 1_000 + n)
    for n in range(count):
        if n % 5 == 4:
            yield {"text": _innocent(rng), "spans": []}
            continue
        kind = rng.choice(tuple(AROUND))
        # Half of all come from the United States, as the clinic's readers do.
        faker = fakers["en_US" if kind == "US_SSN" or rng.random() < 0.5 else rng.choice(LOCALES)]
        value = rng.choice(MAKERS[kind])(rng, faker)
        frame = rng.choice(AROUND[kind])
        before, _, after = frame.partition("{}")
        yield {
            "text": before + value + after,
            "spans": [[len(before), len(before) + len(value), kind]],
        }


def _innocent(rng: random.Random) -> str:
    year = rng.randint(1998, 2024)
    return rng.choice(INNOCENT).format(
        n=rng.randint(1, 9), m=rng.randint(1, 9), y=year, y2=year + rng.randint(1, 5)
    )


def _plain_mail(rng: random.Random, faker: Faker) -> str:
    return rng.choice((faker.email, faker.free_email, faker.company_email, faker.safe_email))()


def _hidden_mail(rng: random.Random, faker: Faker) -> str:
    local, _, domain = _plain_mail(rng, faker).partition("@")
    at = rng.choice(
        (
            " at ",
            " [at] ",
            "(at)",
            " AT ",
            " (at) ",
            " @ ",
            "[@]",
            " <at> ",
            "{at}",
            "_at_",
            " -at- ",
        )
    )
    dot = rng.choice((" dot ", " [dot] ", "(dot)", " DOT ", " . ", " (dot) ", "[.]", "{dot}"))
    if at in (" at ", " AT ") and dot.strip() == ".":
        dot = " dot "
    return (
        local.replace(".", rng.choice((".", dot if dot != " . " else ".")))
        + at
        + domain.replace(".", dot)
    )


def _said_mail(rng: random.Random, faker: Faker) -> str:
    name = f"{rng.choice(('john', 'mary', 'pat', 'lena', 'sue'))} dot {rng.choice(('smith', 'miller', 'jones'))}"
    digits = rng.choice(("", "42", " 77", " underscore 9"))
    provider = rng.choice(("gmail", "yahoo", "hotmail", "outlook", "icloud", "aol"))
    return f"{name}{digits} at {provider}{rng.choice((' dot com', '.com', ' com', ''))}"


def _slipped_mail(rng: random.Random, faker: Faker) -> str:
    mail = _plain_mail(rng, faker)
    return rng.choice(
        (
            mail.replace("@", " @"), mail.replace("@", "@ "), mail.replace(".com", ",com"), mail.upper(),
            mail.replace("@", "\uff20"), mail.replace("@", "\u200b@\u200b"), f"mailto:{mail}", f"<{mail}>",
            mail.replace("@", "&#64;"), mail.title(),
        )
    )  # fmt: skip


def _phone(rng: random.Random, faker: Faker) -> str:
    return faker.phone_number()


def _us_phone(rng: random.Random, faker: Faker) -> str:
    area, office, line = rng.randint(201, 989), rng.randint(200, 999), f"{rng.randint(0, 9999):04}"
    form = rng.choice(
        (
            "{a}-{o}-{l}", "({a}) {o}-{l}", "{a}.{o}.{l}", "{a} {o} {l}", "{a}{o}{l}", "+1 {a} {o} {l}", "1-{a}-{o}-{l}",
            "+1{a}{o}{l}", "({a}){o}-{l}", "{a}/{o}-{l}", "1 ({a}) {o}-{l}", "{a}-{o}-{l} ext. 12", "{a}.{o}.{l} x4", "{o}-{l}",
            "{a} - {o} - {l}", "{a}_{o}_{l}", "({a})-{o}-{l}", "+1 ({a}) {o} {l} extension 33", "{a}\u2011{o}\u2011{l}", "001 {a} {o} {l}",
            "{a} {o}{l}", "{a}-{o}{l}", "{a}\u00a0{o}\u00a0{l}", "[{a}] {o}-{l}", "{a}*{o}*{l}", "{a}~{o}~{l}", "{o}.{l}", "{a}, {o}, {l}",
        )
    )  # fmt: skip
    return form.format(a=area, o=office, l=line)


def _said_phone(rng: random.Random, faker: Faker) -> str:
    words = "zero one two three four five six seven eight nine".split()
    said = [words[rng.randint(0, 9)] for _ in range(rng.choice((7, 10)))]
    if rng.random() < 0.3:
        said = [
            rng.choice(("oh", "o")) if word == "zero" and n else word for n, word in enumerate(said)
        ]
    between = rng.choice((" ", "-", ", ", " "))
    return between.join(said)


def _spaced_phone(rng: random.Random, faker: Faker) -> str:
    digits = [str(rng.randint(2, 9)) for _ in range(10)]
    return rng.choice((" ", "-", ".", " . ")).join(digits)


def _ssn(rng: random.Random, faker: Faker) -> str:
    return faker.ssn()


def _odd_ssn(rng: random.Random, faker: Faker) -> str:
    a, b, c = faker.ssn().split("-")
    words = dict(
        zip("0123456789", "zero one two three four five six seven eight nine".split(), strict=True)
    )
    spaced = " ".join(a + b + c)
    said = ", ".join(" ".join(words[d] for d in part) for part in (a, b, c))
    return rng.choice(
        (
            f"{a} {b} {c}", f"{a}.{b}.{c}", f"{a}{b}{c}", f"{a} - {b} - {c}", f"{a}/{b}/{c}", f"{a}\u2013{b}\u2013{c}",
            f"{a}-{b} {c}", f"{a}_{b}_{c}", said, f"XXX-XX-{c}", f"***-**-{c}", f"{a}-{b}{c}", f"{a}{b}-{c}", spaced,
            f"{a}, {b}, {c}", f"{a}\u00a0{b}\u00a0{c}",
        )
    )  # fmt: skip


MAKERS: dict[str, tuple[Made, ...]] = {
    "EMAIL_ADDRESS": (_plain_mail, _hidden_mail, _said_mail, _slipped_mail),
    "PHONE_NUMBER": (_phone, _phone, _us_phone, _us_phone, _said_phone, _spaced_phone),
    "US_SSN": (_ssn, _odd_ssn),
}


if __name__ == "__main__":
    for row in lines(int(sys.argv[1]) if sys.argv[1:] else 1_000):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
