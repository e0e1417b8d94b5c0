"""What an answer of the clinic must not say, and the general help that it may give."""

import time

import pytest

from clinic_cms.demo.answer_templates import ANSWER_TEMPLATES
from clinic_cms.demo.replies import REPLIES
from comments import answer_guard

CONFIRMS = """
Your visit last week was on Tuesday.
Thank you for your visit!
We looked at your chart.
At your appointment last week we spoke about this.
When we saw you, the pain was on the left.
We saw you in March.
I saw you last month.
Dr. Okafor saw you in the clinic.
Your injection was into the left side.
Your recent back injection can cause this.
Your last two shots were steroid shots.
Glad your treatment went well.
So glad the injection helped you.
We are happy that you are feeling better.
Sorry that you had a bad time with us.
We are sorry for the long wait.
We apologize for your experience at our clinic.
As we discussed, this takes two weeks.
Your knee looked good on Monday.
Your incision healed well.
As discussed, rest for a day.
As I told you, the effect comes slowly.
Your results are normal.
Your MRI shows a herniated disc.
Your test results came back.
Our records show that nothing was given.
According to our records you called on Monday.
You are due for a check.
You are scheduled for Friday.
Your next appointment is on Friday.
Please bring this up at your next follow-up.
We gave you a steroid.
The injection that we gave was a small dose.
The shot you had contained no steroid.
You were given lidocaine.
You had the block on the left side.
You received a steroid.
When you came in, we asked about this.
When you were here, the nurse explained it.
You came to us in May.
You visited our clinic in May.
You told us about the fever.
You are our patient, so please call.
As our patient you can call any time.
As a patient of ours you can use the portal.
As your physician I advise rest.
I am your doctor and I remember you.
Your doctor here will call.
Your surgeon, Dr. Lind, will call.
Thank you for choosing us.
Thanks for trusting us with this.
Thank you for coming in.
It was a pleasure to meet you.
It was good seeing you.
See you next week.
See you on Monday.
We look forward to seeing you again.
Come back to us if it gets worse.
Welcome back!
Our conversation last week covered this.
We spoke with you on the phone.
I called you yesterday.
We tried to reach you: our nurse called you twice.
Keep taking your tablets.
Your prescription was sent to the pharmacy.
Your refill is ready.
Your diagnosis is spinal stenosis.
Your recovery takes six weeks.
Your surgery was on the lower back.
Your procedure went as planned.
Since your operation three weeks have gone by.
Your medical record says otherwise.
Your file is complete.
Your bill was corrected.
We have reviewed your case.
Given your history, this is rare.
We prescribed you gabapentin, as we agreed.
We examined you and found nothing.
We treated you for this in 2019.
We remember you well.
Our team looked after you on that day.
The medication we prescribed can do that.
Patients like you do well.
We are glad it worked.
I'm glad that you're doing better.
Good to hear that the shot worked for you.
Next time we see you, tell us.
Last time you asked the same.
We explained this at the visit.
Your time with us was short.
YOUR VISIT
your  visit
Your\u00a0visit was fine.
Y\u043eur visit was fine.
You\u2019re a patient here.
We\u2019ve seen you twice.
""".strip().replace("\\u00a0", "\u00a0").replace("\\u043e", "\u043e").replace(
    "\\u2019", "\u2019"
).splitlines()  # fmt: skip

PASSES = """
Most people can drive on the next day.
Ask your doctor whether an injection could help.
Call your doctor if your symptoms get worse.
Your doctor can tell you what fits.
Tell your doctor about all medicines that you take.
If you have an appointment, bring a list of medicines.
If you would like an appointment, please call 555-0100.
Please call the clinic at 555-0100.
We cannot give personal advice here.
We cannot say here whether anybody is a patient of the clinic.
Thank you for your question.
Thank you for sharing this.
Thank you for telling others what helped.
Your question comes up often.
Your pain may have more than one cause.
We are sorry that you are in pain.
We are sorry to read that you have pain.
That sounds hard.
Anyone with a fever after an injection should call at once.
Anyone who also has hives should call 911.
People who had an injection can shower on the next day.
The injection is given through a thin needle.
In an emergency call 911.
This page says how the injection works.
We have corrected the page. Thank you.
You are right, and we thank you.
You may report side effects to FDA at 1-800-FDA-1088.
Call your doctor for medical advice about side effects.
Your back is built to move.
Ask your pharmacist about the dose.
Ask your surgeon about the risks of the operation.
Ask your own doctor before the next dose.
The guideline looked at the trials for sciatica.
We mixed up two rows.
It depends on the medicine.
Patients often ask this.
A physical therapist can show the exercises.
When the numbness spreads, call 911.
We wrote this page for people in general.
Your local emergency department is open at night.
Bring a friend to the appointment.
You can ask for a second opinion.
Each physician of the clinic sees people with this.
The clinic keeps no list of what readers write.
Write down questions before a visit.
Most people feel better after two weeks.
Do you have a fever? Then call your doctor today.
You could ask whether a scan is needed.
We hope that this answers your question.
""".strip().splitlines()


@pytest.mark.parametrize("text", CONFIRMS)
def test_it_stops(text):
    assert answer_guard.find(text), text


@pytest.mark.parametrize("text", PASSES)
def test_it_lets_general_help_pass(text):
    assert [text[f.start : f.end] for f in answer_guard.find(text)] == []


@pytest.mark.parametrize("text", [r["text"] for r in REPLIES if r["answer_by"]])
def test_it_lets_the_answers_of_the_demo_pass(text):
    assert answer_guard.find(text) == []


@pytest.mark.parametrize(("title", "text"), ANSWER_TEMPLATES)
def test_it_lets_the_approved_texts_of_the_demo_pass(title, text):
    assert answer_guard.find(text) == [], title


def test_the_place_is_counted_in_the_text_as_it_was_written():
    text = "Hello 👋. It\u2019s fine: you\u2019re our patient, and your\u00a0last visit was short."
    found = [text[f.start : f.end] for f in answer_guard.find(text)]
    assert "your\u00a0last visit" in found
    assert any(part.startswith("you\u2019re our patient") for part in found)


@pytest.mark.parametrize("text", ["", " ", "\n", "😀", "\0"])
def test_odd_texts(text):
    assert answer_guard.find(text) == []


@pytest.mark.parametrize(
    "part", ["your ", "glad you ", "we have ", "the shot ", "you ", "a", " ", "as "]
)
def test_a_hostile_text_takes_no_time(part):
    began = time.perf_counter()
    answer_guard.find((part * 4_000)[:4_000])
    assert time.perf_counter() - began < 1
