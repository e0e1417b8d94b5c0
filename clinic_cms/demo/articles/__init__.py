"""The demo guides, in the order in which they are written: an overview before its details."""

from clinic_cms.demo.articles.after_surgery import LIFE_AFTER_SURGERY, OPIOIDS_SHORT_COURSES
from clinic_cms.demo.articles.around_an_injection import GETTING_READY, STEROIDS_AND_DIABETES
from clinic_cms.demo.articles.back_injection import BACK_INJECTION
from clinic_cms.demo.articles.back_pain_overview import BACK_PAIN_OVERVIEW
from clinic_cms.demo.articles.exercise_at_home import EXERCISE_AT_HOME
from clinic_cms.demo.articles.failed_back_surgery_medicines import FAILED_BACK_SURGERY_MEDICINES
from clinic_cms.demo.articles.mri_scan import MRI_SCAN
from clinic_cms.demo.articles.nsaids_and_your_stomach import NSAIDS_AND_YOUR_STOMACH
from clinic_cms.demo.articles.on_the_way import ON_THE_WAY
from clinic_cms.demo.articles.physical_therapy import PHYSICAL_THERAPY
from clinic_cms.demo.articles.sciatica import SCIATICA
from clinic_cms.demo.articles.spinal_stenosis import SPINAL_STENOSIS
from clinic_cms.demo.shapes import ArticleData

GUIDES: list[ArticleData] = [
    BACK_PAIN_OVERVIEW,
    BACK_INJECTION,
    SCIATICA,
    MRI_SCAN,
    FAILED_BACK_SURGERY_MEDICINES,
    PHYSICAL_THERAPY,
    EXERCISE_AT_HOME,
    SPINAL_STENOSIS,
    NSAIDS_AND_YOUR_STOMACH,
    GETTING_READY,
    LIFE_AFTER_SURGERY,
    STEROIDS_AND_DIABETES,
    OPIOIDS_SHORT_COURSES,
    *ON_THE_WAY,
]
