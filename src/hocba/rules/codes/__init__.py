"""Code tables of the specification as typed lookups. Tables are data; a code is never guessed."""

from hocba.rules.codes.competence_table import Competence, competences
from hocba.rules.codes.ethnic_group_table import EthnicGroup, ethnic_group, ethnic_groups
from hocba.rules.codes.level_table import Level, level, level_of_grade, levels
from hocba.rules.codes.province_table import (
    EDITION_CHANGE,
    Prefix,
    Province,
    personal_number_prefix,
    province,
    province_by_name,
    provinces,
)
from hocba.rules.codes.status_table import Status, statuses
from hocba.rules.codes.subject_table import Subject, subject, subjects

__all__ = [
    "EDITION_CHANGE",
    "Competence",
    "EthnicGroup",
    "Level",
    "Prefix",
    "Province",
    "Status",
    "Subject",
    "competences",
    "ethnic_group",
    "ethnic_groups",
    "level",
    "level_of_grade",
    "levels",
    "personal_number_prefix",
    "province",
    "province_by_name",
    "provinces",
    "statuses",
    "subject",
    "subjects",
]
