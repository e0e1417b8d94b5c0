"""Who works at the demo clinic. Nobody here is a real person."""

from clinic_cms.demo.shapes import AccountData, PhysicianData

ACCOUNTS: list[AccountData] = [
    {
        "username": "author",
        "first_name": "Miriam",
        "last_name": "Okafor",
        "email": "miriam.okafor@harborspine.example",
        "roles": ["author"],
        "shown": True,
    },
    {
        "username": "reviewer",
        "first_name": "Tomas",
        "last_name": "Lindqvist",
        "email": "tomas.lindqvist@harborspine.example",
        "roles": ["reviewer"],
        "shown": True,
    },
    {
        "username": "publisher",
        "first_name": "Grace",
        "last_name": "Whitfield",
        "email": "grace.whitfield@harborspine.example",
        "roles": ["publisher"],
        "shown": True,
    },
    {
        "username": "moderator",
        "first_name": "Ben",
        "last_name": "Castellano",
        "email": "ben.castellano@harborspine.example",
        "roles": ["moderator"],
        "shown": True,
    },
    {
        "username": "administrator",
        "first_name": "Ruth",
        "last_name": "Abernathy",
        "email": "ruth.abernathy@harborspine.example",
        "roles": ["administrator"],
        "shown": True,
    },
    {
        "username": "author2",
        "first_name": "Elena",
        "last_name": "Vasquez-Moore",
        "email": "elena.vasquez-moore@harborspine.example",
        "roles": ["author"],
        "shown": False,
    },
    {
        "username": "reviewer2",
        "first_name": "Samuel",
        "last_name": "Greenbaum",
        "email": "samuel.greenbaum@harborspine.example",
        "roles": ["reviewer"],
        "shown": False,
    },
]

PHYSICIANS: list[PhysicianData] = [
    {
        "name": "Miriam Okafor",
        "slug": "miriam-okafor",
        "credentials": "M.D.",
        "specialty": "Orthopedic spine surgery",
        "bio": (
            "Dr. Okafor has treated back and leg pain for 16 years.\n"
            "Most of the people she sees do not need an operation. "
            "She writes about the choices that come before surgery and after it."
        ),
        "conflicts": "",
        "booking_url": "https://harborspine.example/book/miriam-okafor",
        "username": "author",
    },
    {
        "name": "Tomas Lindqvist",
        "slug": "tomas-lindqvist",
        "credentials": "M.D., Ph.D.",
        "specialty": "Pain medicine",
        "bio": (
            "Dr. Lindqvist is board certified in anesthesiology and pain medicine.\n"
            "He gives spinal injections and helps people lower their opioid doses."
        ),
        "conflicts": (
            "Paid speaker for a maker of nerve stimulators until 2023. "
            "He does not write or review pages about those devices."
        ),
        "booking_url": "https://harborspine.example/book/tomas-lindqvist",
        "username": "reviewer",
    },
    {
        "name": "Elena Vasquez-Moore",
        "slug": "elena-vasquez-moore",
        "credentials": "D.O.",
        "specialty": "Physical medicine and rehabilitation",
        "bio": (
            "Dr. Vasquez-Moore leads the clinic's rehabilitation team.\n"
            "She plans exercise and recovery for people with long-lasting back pain."
        ),
        "conflicts": "",
        "booking_url": "https://harborspine.example/book/elena-vasquez-moore",
        "username": "author2",
    },
    {
        "name": "Samuel Greenbaum",
        "slug": "samuel-greenbaum",
        "credentials": "M.D.",
        "specialty": "Internal medicine",
        "bio": (
            "Dr. Greenbaum looks after people who have back pain and other illnesses, "
            "such as diabetes, kidney disease or heart disease.\n"
            "He checks that one treatment does not get in the way of another."
        ),
        "conflicts": "",
        "booking_url": "",
        "username": "reviewer2",
    },
    {
        "name": "Priya Raman",
        "slug": "priya-raman",
        "credentials": "M.D.",
        "specialty": "Radiology",
        "bio": (
            "Dr. Raman reads spine scans and guides needles with live X-ray pictures.\n"
            "She advises the other authors on imaging."
        ),
        "conflicts": "",
        "booking_url": "",
        "username": "",
    },
    {
        "name": "Walter Njoroge",
        "slug": "walter-njoroge",
        "credentials": "M.D., M.P.H.",
        "specialty": "Neurology",
        "bio": (
            "Dr. Njoroge sees people with nerve pain, numbness and weakness.\n"
            "He runs the clinic's nerve testing room."
        ),
        "conflicts": "Owns shares worth less than $5,000 in a company that makes scanners.",
        "booking_url": "https://harborspine.example/book/walter-njoroge",
        "username": "",
    },
]
