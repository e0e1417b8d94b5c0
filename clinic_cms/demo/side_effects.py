"""Side effects of the demo catalogue, whatever causes them."""

from clinic_cms.demo.shapes import SideEffectData


def _effect(
    name: str, slug: str, clinical_name: str, description: str, also_called: str = ""
) -> SideEffectData:
    return {
        "name": name,
        "slug": slug,
        "also_called": also_called,
        "clinical_name": clinical_name,
        "description": description,
    }


SIDE_EFFECTS: list[SideEffectData] = [
    _effect(
        "Facial flushing",
        "facial-flushing",
        "Flushing",
        "The face and chest feel warm and look red. It is a known effect of steroids.",
        "Hot flush, warm face",
    ),
    _effect(
        "Higher blood sugar",
        "higher-blood-sugar",
        "Hyperglycemia",
        "Steroids raise blood sugar. People with diabetes notice it most.",
    ),
    _effect(
        "More pain for a few days",
        "more-pain-for-a-few-days",
        "Post-injection flare",
        "The sore spot or the usual pain is worse before it gets better.",
        "Steroid flare",
    ),
    _effect(
        "Temporary leg numbness",
        "temporary-leg-numbness",
        "Transient sensory or motor block",
        "The leg feels numb, heavy or weak while the anesthetic works on the nerve.",
        "Heavy leg",
    ),
    _effect(
        "Spinal headache",
        "spinal-headache",
        "Post-dural puncture headache",
        "A headache that is worse sitting up and better lying flat. "
        "It comes when the needle makes a small hole in the sac around the nerves.",
    ),
    _effect(
        "Infection near the spine",
        "infection-near-the-spine",
        "Epidural abscess, discitis or meningitis",
        "Germs get in along the needle or wound. Fever and worse back pain are the signs.",
    ),
    _effect(
        "Stroke",
        "stroke",
        "Cerebrovascular accident",
        "A part of the brain gets no blood. The face droops, a limb is weak, or speech slurs.",
    ),
    _effect(
        "Loss of vision",
        "loss-of-vision",
        "Visual loss",
        "Sight goes dim or dark in one eye or both.",
    ),
    _effect(
        "Paralysis",
        "paralysis",
        "Paraplegia, spinal cord infarction",
        "The legs, or the arms and legs, can no longer be moved.",
    ),
    _effect(
        "Indigestion or upset stomach",
        "upset-stomach",
        "Dyspepsia and other gastrointestinal complaints",
        "Heartburn, belly pain, nausea, gas or loose stools.",
    ),
    _effect(
        "Stomach ulcer or bleeding",
        "stomach-ulcer-or-bleeding",
        "Upper gastrointestinal ulcer, bleeding or perforation",
        "A sore in the stomach or gut bleeds or breaks through. It can come without warning.",
    ),
    _effect(
        "Heart attack",
        "heart-attack",
        "Myocardial infarction",
        "Pressure or pain in the chest, short breath, cold sweat.",
    ),
    _effect(
        "Kidney damage",
        "kidney-damage",
        "Acute kidney injury",
        "The kidneys clean the blood less well. Less urine and swollen ankles can be signs.",
    ),
    _effect(
        "Sleepiness",
        "sleepiness",
        "Somnolence",
        "You feel tired, slow or foggy.",
        "Drowsiness",
    ),
    _effect("Dry mouth", "dry-mouth", "Xerostomia", "The mouth feels dry and sticky."),
    _effect(
        "Serotonin syndrome",
        "serotonin-syndrome",
        "Serotonin toxicity",
        "Agitation, fever, fast heartbeat and twitching when some medicines are mixed.",
    ),
    _effect(
        "Constipation",
        "constipation",
        "Constipation",
        "Hard stools, or going less often than usual.",
    ),
    _effect(
        "Slowed breathing",
        "slowed-breathing",
        "Respiratory depression",
        "Breathing is slow, shallow or stops. The person is hard to wake.",
    ),
    _effect(
        "Opioid addiction",
        "opioid-addiction",
        "Opioid use disorder",
        "A strong need to go on taking the medicine in spite of harm.",
    ),
    _effect(
        "Movements that you cannot control",
        "movements-you-cannot-control",
        "Extrapyramidal symptoms",
        "Stiffness, shaking, restlessness, or movements of the face and tongue.",
    ),
    _effect(
        "Higher risk of death in dementia",
        "higher-risk-of-death-in-dementia",
        "Increased mortality in elderly patients with dementia",
        "Older people with dementia who took these medicines died more often.",
    ),
    _effect(
        "Neuroleptic malignant syndrome",
        "neuroleptic-malignant-syndrome",
        "Neuroleptic malignant syndrome",
        "High fever, stiff muscles and confusion.",
    ),
    _effect(
        "Sore muscles",
        "sore-muscles",
        "Exercise-related soreness",
        "Muscles ache after a new exercise.",
    ),
    _effect(
        "Tear in the sac around the nerves",
        "dural-tear",
        "Dural tear",
        "The sac leaks during surgery. The surgeon most often closes it at once.",
    ),
    _effect(
        "Lasting nerve damage",
        "lasting-nerve-damage",
        "Nerve root injury",
        "Numbness or weakness that does not go away.",
    ),
    _effect(
        "Blood clot",
        "blood-clot",
        "Venous thromboembolism",
        "A clot in a leg vein, which can travel to the lungs.",
    ),
]
