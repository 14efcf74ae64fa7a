"""Code tables of the specification as typed lookups. Tables are data; a code is never guessed.

Codes of schools and Departments are opaque: no list of them is public, so nothing here judges them.
"""

from hocba.rules.codes.competence_table import Competence, competences
from hocba.rules.codes.ethnic_group_table import (
    EthnicGroup,
    ethnic_group,
    ethnic_group_by_code,
    ethnic_groups,
)
from hocba.rules.codes.level_table import Level, level, level_of_grade, levels
from hocba.rules.codes.nationality_table import (
    Nationality,
    nationalities,
    nationality,
    nationality_by_code,
)
from hocba.rules.codes.prefix_table import TEST_PREFIX, Prefix, personal_number_prefix
from hocba.rules.codes.province_table import (
    EDITION_CHANGE,
    Province,
    province,
    province_by_name,
    provinces,
)
from hocba.rules.codes.status_table import Status, statuses
from hocba.rules.codes.subject_table import (
    Subject,
    compulsory_codes,
    subject,
    subjects,
    subjects_by_code,
)

__all__ = [
    "EDITION_CHANGE",
    "TEST_PREFIX",
    "Competence",
    "EthnicGroup",
    "Level",
    "Nationality",
    "Prefix",
    "Province",
    "Status",
    "Subject",
    "competences",
    "compulsory_codes",
    "ethnic_group",
    "ethnic_group_by_code",
    "ethnic_groups",
    "level",
    "level_of_grade",
    "levels",
    "nationalities",
    "nationality",
    "nationality_by_code",
    "personal_number_prefix",
    "province",
    "province_by_name",
    "provinces",
    "statuses",
    "subject",
    "subjects",
    "subjects_by_code",
]
