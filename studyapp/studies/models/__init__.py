"""Studies, the plan of one, and how far people and groups have come in a text."""

from studyapp.studies.models.plans import PlanStep
from studyapp.studies.models.progress import Discussed, Mastery, Progress
from studyapp.studies.models.studies import Study

__all__ = ["Discussed", "Mastery", "PlanStep", "Progress", "Study"]
