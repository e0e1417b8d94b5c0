"""Personal data: sentences with the places between braces, and sentences without any."""

# ruff: noqa: E501 - tables of sentences
import re

import pytest

from comments.screening import Context, apply

pytestmark = pytest.mark.once

STAFF = Context(staff=("Ana Reyes", "Otto van Lind"), own_numbers=("5550100", "2125550199"))
FOUND = {
    "EMAIL_ADDRESS": [
        "Write to {pat@reader.example} please",
        "{JOHN.SMITH+back@GMAIL.COM}",
        "{john dot smith at gmail dot com}",
        "{john.smith [at] clinic [dot] org}",
        "{john(at)web.de}",
        "{john_smith @ gmail . com} thanks",
        "{john@gmail,com} with a slip",
        "it is {joe@gmail} you know",
        "my gmail is {john.smith92}",
        "reach me: {mary at clinic.org}",
        "{john.smith92 at gmail}",
        "{j\u00f6rg@b\u00fccher.example}",
        "{jo\u200bhn@gm\u200bail.com}",
        "{\uff4a\uff4f\uff45\uff20\uff47\uff4d\uff41\uff49\uff4c\uff0e\uff43\uff4f\uff4d}",
    ],
    "PHONE_NUMBER": [
        "call {212-555-0187}",
        "({+1 (212) 555-0187 x22})",
        "{555-0142} after six",
        "{2125550187}",
        "{212.555.0187}, evenings",
        "{five five five oh one four two}",
        "{five, five, five, zero, one, four, two}",
        "{+44 (0)20 7946 0958}",
        "{06 12 34 56 78} from France",
        "{24-28-71-67}",
        "{001-581-896-0013x3890}",
        "On 3/4/2024 {212-555-0187} rang",
        "{555-O142} with a letter",
        "{\u0662\u0661\u0662\u0665\u0665\u0665\u0660\u0661\u0668\u0667}",
        "my number is {202, 653, 1414}",
    ],
    "US_SSN": [
        "{078-05-1120}",
        "ssn {078 05 1120}",
        "{078.05.1120}",
        "ssn is {078051120}",
        "last four of my social: {1120}",
        "{xxx-xx-1120}",
        "social security {zero seven eight, zero five, one one two zero}",
        "SSN{078051120}",
    ],
    "DATE_OF_BIRTH": ["born {02/30/1941}", "DOB: {3 May 1961}", "I am Lou, {1958-07-02}", "birthday {May 3rd}"],
    "MEDICAL_RECORD": ["MRN {00123456}", "my chart number is {A-4455667}", "NHS number {943 476 5919}"],
    "INSURANCE": ["member ID: {XYZ123456789}", "policy number {12-3456-7}", "{1EG4-TE5-MK73}"],
    "CREDIT_CARD": ["paid with {4111 1111 1111 1111}"],
    "ID_NUMBER": ["passport number {C01234567}"],
    "LOCATION": ["I live at {123 Main St, Apt 4}.", "{Springfield, IL 62704}", "{P.O. Box 123}"],
    "STAFF": ["{Dr. Reyes} was kind", "{ana reyes} did it", "thanks {Otto van Lind}", "ask {Lind} about it"],
    "PERSON": ["my wife {Maria} drove", "Nurse {Kelly}", "Her name is {Louise Testperson}, and", "Mr. {O'Brien}"],
}  # fmt: skip
INNOCENT = [
    "I took 600 mg three times a day for 2 weeks.",
    "Blood pressure 120/80 130/85 140/90 at home.",
    "From 2019-2021 I had three injections.",
    "Between 12/10/2021 and 14/10/2021 it was worse.",
    "In the studies 13/81, 14/159 and 4/80 had it.",
    "11 out of 100, 1 in 10,000, 1,234,567 people.",
    "doi 10.1001/jama.2014.12345 and PMID 24958789",
    "MRI of L4-L5 on March 3, 2024.",
    "Doses of 5, 10, 20 and 40 mg did nothing.",
    "Look it up at nhs.uk or at gmail.",
    "I read it at mayoclinic.org, look at the dot in the picture.",
    "The clinic's number is 555-0100, you can call 212-555-0199.",
    "Call 911 or 988.",
    "It cost 1.25 dollars, pi is 3.14159265.",
    "My doctor said wait. The nurse was kind.",
    "one two or three times, twenty five percent",
    "social security in 2024 pays more",
]


@pytest.mark.parametrize(
    ("type_", "sentence"), [(type_, s) for type_, sentences in FOUND.items() for s in sentences]
)
def test_a_place_is_found(type_, sentence):
    before, place, _ = re.split(r"[{}]", sentence)
    text = re.sub(r"[{}]", "", sentence)
    found = [f for f in apply("personal_data", text, STAFF) if f.type == type_]
    assert found, "missed"
    assert any(f.start < len(before) + len(place) and len(before) < f.end for f in found)
    assert all(text[f.start : f.end] for f in found)


@pytest.mark.parametrize("sentence", INNOCENT)
def test_nothing_is_found(sentence):
    assert [
        (f.type, sentence[f.start : f.end]) for f in apply("personal_data", sentence, STAFF)
    ] == []
