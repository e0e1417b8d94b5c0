"""Papers that the demo pages cite. All are real publications."""

from clinic_cms.demo.shapes import ReferenceData

STUDIES: dict[str, ReferenceData] = {
    "everett-2004": {
        "authors": "Everett CR, Baskin MN, Speach D, Novoseletsky D, Patel R",
        "title": (
            "Flushing as a side effect following lumbar transforaminal epidural steroid injection"
        ),
        "publication": "Pain Physician 7(4):427-429",
        "year": 2004,
        "pmid": "16858483",
        "accessed_on": "2025-11-04",
    },
    "shermon-2023": {
        "authors": "Shermon S, Van Acker G, Suric V, Kim C, Abd-Elsayed A, Mata N",
        "title": "Flushing After Lumbar Epidural Steroid Injection with Dexamethasone",
        "publication": "Current Pain and Headache Reports 27(6):143-148",
        "year": 2023,
        "doi": "10.1007/s11916-023-01117-2",
        "pmid": "37115487",
        "accessed_on": "2025-11-04",
    },
    "even-2012": {
        "authors": "Even JL, Crosby CG, Song Y, McGirt MJ, Devin CJ",
        "title": (
            "Effects of epidural steroid injections on blood glucose levels in patients with "
            "diabetes mellitus"
        ),
        "publication": "Spine 37(1):E46-E50",
        "year": 2012,
        "doi": "10.1097/BRS.0b013e31821fd21f",
        "accessed_on": "2025-11-04",
    },
    "goodman-2008": {
        "authors": "Goodman BS, Posecion LWF, Mallempati S, Bayazitoglu M",
        "title": (
            "Complications and pitfalls of lumbar interlaminar and transforaminal epidural "
            "injections"
        ),
        "publication": "Current Reviews in Musculoskeletal Medicine 1(3-4):212-222",
        "year": 2008,
        "doi": "10.1007/s12178-008-9035-2",
        "pmid": "19468908",
        "accessed_on": "2025-11-05",
    },
    "manchikanti-2012": {
        "authors": "Manchikanti L, Malla Y, Wargo BW, Cash KA, Pampati V, Fellows B",
        "title": (
            "A prospective evaluation of complications of 10,000 fluoroscopically directed "
            "epidural injections"
        ),
        "publication": "Pain Physician 15(2):131-140",
        "year": 2012,
        "url": "http://painphysicianjournal.com/linkout?issn=1533-3159&page=131&vol=15",
        "accessed_on": "2025-11-05",
    },
    "oliveira-2020": {
        "authors": "Oliveira CB, Maher CG, Ferreira ML, Hancock MJ, Oliveira VC, et al.",
        "title": "Epidural corticosteroid injections for lumbosacral radicular pain",
        "publication": "Cochrane Database of Systematic Reviews",
        "year": 2020,
        "doi": "10.1002/14651858.CD013577",
        "accessed_on": "2025-11-05",
    },
    "arden-2005": {
        "authors": "Arden NK, Price C, Reading I, Stubbing J, Hazelgrove J, et al.",
        "title": (
            "A multicentre randomized controlled trial of epidural corticosteroid injections for "
            "sciatica: the WEST study"
        ),
        "publication": "Rheumatology 44(11):1399-1406",
        "year": 2005,
        "doi": "10.1093/rheumatology/kei028",
        "pmid": "16030082",
        "accessed_on": "2025-11-12",
    },
    "friedly-2014": {
        "authors": "Friedly JL, Comstock BA, Turner JA, Heagerty PJ, Deyo RA, et al.",
        "title": "A randomized trial of epidural glucocorticoid injections for spinal stenosis",
        "publication": "New England Journal of Medicine 371(1):11-21",
        "year": 2014,
        "doi": "10.1056/NEJMoa1313265",
        "pmid": "24988555",
        "accessed_on": "2025-11-05",
    },
    "weinstein-2008": {
        "authors": "Weinstein JN, Tosteson TD, Lurie JD, Tosteson ANA, Blood E, et al.",
        "title": "Surgical versus nonsurgical therapy for lumbar spinal stenosis",
        "publication": "New England Journal of Medicine 358(8):794-810",
        "year": 2008,
        "doi": "10.1056/NEJMoa0707136",
        "pmid": "18287602",
        "accessed_on": "2025-11-06",
    },
    "desai-2015": {
        "authors": "Desai A, Ball PA, Bekelis K, Lurie J, Mirza SK, Tosteson TD, Weinstein JN",
        "title": (
            "SPORT: Does incidental durotomy affect longterm outcomes in cases of spinal stenosis?"
        ),
        "publication": "Neurosurgery 76 Suppl 1:S57-S63",
        "year": 2015,
        "doi": "10.1227/01.neu.0000462078.58454.f4",
        "pmid": "25692369",
        "accessed_on": "2025-11-06",
    },
    "qaseem-2017": {
        "authors": "Qaseem A, Wilt TJ, McLean RM, Forciea MA",
        "title": (
            "Noninvasive Treatments for Acute, Subacute, and Chronic Low Back Pain: A Clinical "
            "Practice Guideline From the American College of Physicians"
        ),
        "publication": "Annals of Internal Medicine 166(7):514-530",
        "year": 2017,
        "doi": "10.7326/M16-2367",
        "pmid": "28192789",
        "accessed_on": "2025-11-06",
    },
    "hayden-2021": {
        "authors": "Hayden JA, Ellis J, Ogilvie R, Malmivaara A, van Tulder MW",
        "title": "Exercise therapy for chronic low back pain",
        "publication": "Cochrane Database of Systematic Reviews",
        "year": 2021,
        "doi": "10.1002/14651858.CD009790.pub2",
        "accessed_on": "2025-11-06",
    },
    "brinjikji-2015": {
        "authors": "Brinjikji W, Luetmer PH, Comstock B, Bresnahan BW, Chen LE, et al.",
        "title": (
            "Systematic literature review of imaging features of spinal degeneration in "
            "asymptomatic populations"
        ),
        "publication": "American Journal of Neuroradiology 36(4):811-816",
        "year": 2015,
        "doi": "10.3174/ajnr.A4173",
        "accessed_on": "2025-11-07",
    },
    "sebaaly-2018": {
        "authors": "Sebaaly A, Lahoud MJ, Rizkallah M, Kreichati G, Kharrat K",
        "title": "Etiology, evaluation, and treatment of failed back surgery syndrome",
        "publication": "Asian Spine Journal 12(3):574-585",
        "year": 2018,
        "doi": "10.4184/asj.2018.12.3.574",
        "pmid": "29879788",
        "accessed_on": "2025-11-07",
    },
    "cashin-2021": {
        "authors": "Cashin AG, Folly T, Bagg MK, Wewege MA, Jones MD, et al.",
        "title": (
            "Efficacy, acceptability, and safety of muscle relaxants for adults with non-specific "
            "low back pain: systematic review and meta-analysis"
        ),
        "publication": "BMJ 374:n1446",
        "year": 2021,
        "doi": "10.1136/bmj.n1446",
        "accessed_on": "2025-11-07",
    },
    "braschi-2015": {
        "authors": "Braschi E, Garrison S, Allan GM",
        "title": "Cyclobenzaprine for acute back pain",
        "publication": "Canadian Family Physician 61(12):1074",
        "year": 2015,
        "url": "https://www.cfp.ca/content/61/12/1074",
        "accessed_on": "2025-11-12",
    },
    "jones-2023": {
        "authors": "Jones CMP, Day RO, Koes BW, Latimer J, Maher CG, et al.",
        "title": (
            "Opioid analgesia for acute low back pain and neck pain (the OPAL trial): a randomised "
            "placebo-controlled trial"
        ),
        "publication": "The Lancet 402(10398):304-312",
        "year": 2023,
        "doi": "10.1016/S0140-6736(23)00404-X",
        "pmid": "37392748",
        "accessed_on": "2025-11-07",
    },
    "cdc-2022": {
        "authors": "Dowell D, Ragan KR, Jones CM, Baldwin GT, Chou R",
        "title": (
            "CDC Clinical Practice Guideline for Prescribing Opioids for Pain - United States, 2022"
        ),
        "publication": "MMWR Recommendations and Reports 71(3):1-95",
        "year": 2022,
        "doi": "10.15585/mmwr.rr7103a1",
        "accessed_on": "2025-11-07",
    },
    "seidel-2013": {
        "authors": "Seidel S, Aigner M, Ossege M, Pernicka E, Wildner B, Sycha T",
        "title": "Antipsychotics for acute and chronic pain in adults",
        "publication": "Cochrane Database of Systematic Reviews",
        "year": 2013,
        "doi": "10.1002/14651858.CD004844.pub3",
        "accessed_on": "2025-11-10",
    },
    "kuehn-2008": {
        "authors": "Kuehn BM",
        "title": "FDA: Antipsychotics risky for elderly",
        "publication": "JAMA 300(4):379-380",
        "year": 2008,
        "doi": "10.1001/jama.300.4.379",
        "accessed_on": "2025-11-10",
    },
    "doyle-1999": {
        "authors": "Doyle G, Furey S, Berlin R, Cooper S, Jayawardena S, et al.",
        "title": (
            "Gastrointestinal safety and tolerance of ibuprofen at maximum over-the-counter dose"
        ),
        "publication": "Alimentary Pharmacology and Therapeutics 13(7):897-906",
        "year": 1999,
        "doi": "10.1046/j.1365-2036.1999.00539.x",
        "pmid": "10383524",
        "accessed_on": "2025-11-10",
    },
}
