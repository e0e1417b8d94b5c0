"""The demo clinic itself. It does not exist: its numbers and addresses are reserved for fiction."""

from clinic_cms.demo.shapes import ClinicData

CLINIC: ClinicData = {
    "name": "Harbor Spine Clinic",
    "tagline": "Plain answers about back pain, written and reviewed by our physicians.",
    "phone": "212-555-0142",
    "website_help_line": "212-555-0143",
    "emergency_number": "911",
    "crisis_number": "988",
    "address": "12 Harbor Street\nNew York, NY 10000",
    "booking_url": "https://harborspine.example/book",
    "find_physician_url": "https://harborspine.example/physicians",
    "copyright_holder": "Harbor Spine Clinic",
    "reporting_text": (
        "Call your doctor for medical advice about side effects. "
        "You may report side effects to FDA at 1-800-FDA-1088."
    ),
    "review_cycle_months": 36,
}
