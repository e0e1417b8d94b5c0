"""Lines of the help card that many guides share.

They complete: "Go to an emergency department now if you ...", "Get help today if you ..." and
"Call the clinic if ...".
"""

EMERGENCY = [
    "are numb between your legs or around your bottom",
    "have new trouble starting or stopping urine, or leak urine or stool",
    "notice a sudden loss of sexual feeling",
    "have weakness in your legs that is new or gets worse",
    "have chest pain or trouble breathing",
    "have strong back pain after a hard fall or a crash",
]
URGENT = [
    "have back pain with a fever or chills",
    "have or had cancer and have new back pain that does not let up",
    "lose weight without trying and the pain wakes you at night",
    "have leg pain that you cannot control with the medicine you were given",
]
NON_URGENT = [
    "your pain has not eased after 4 to 6 weeks",
    "pain keeps you from work, sleep or walking",
    "you have questions about a treatment on this page",
]
EMERGENCY_AFTER_INJECTION = [
    "lose sight, see double or your sight goes dim after an injection",
    "have a drooping face, a weak arm or leg, or slurred speech",
    "cannot move or feel your legs, hours after the injection should have worn off",
    "are numb between your legs or around your bottom",
    "have new trouble starting or stopping urine, or leak urine or stool",
    "have trouble breathing, a swollen face or throat, or hives all over",
    "have a fever with new or worse back pain, or a stiff neck",
]
URGENT_AFTER_INJECTION = [
    "have redness, swelling or fluid where the needle went in",
    "have a strong headache that is worse when you sit up",
    "have diabetes and your blood sugar stays above the limit in your plan",
    "have leg weakness that has not gone after the time you were told",
]
EMERGENCY_MEDICINES = [
    "are very sleepy, confused or breathe slowly",
    "have chest pain, weakness on one side or slurred speech",
    "vomit blood or pass black or bloody stools",
    "have a swollen face or throat, or trouble breathing",
    "have a high fever with stiff muscles, twitching or confusion",
    "are numb between your legs, or cannot control your bladder or bowel",
]
URGENT_MEDICINES = [
    "pass much less urine or have swollen ankles",
    "have movements of your face, tongue or body that you cannot control",
    "took more than you were told to, even if you feel fine",
    "have thoughts of harming yourself: you can also call or text 988",
]
