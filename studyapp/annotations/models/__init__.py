"""Notes pinned to a text, what is said to them, and what follows from them."""

from studyapp.annotations.models.annotations import GRACE, LONGEST_MARK, Annotation, Tag
from studyapp.annotations.models.heat import Heat
from studyapp.annotations.models.lens import Lens
from studyapp.annotations.models.replies import Reaction, Reply, Wording
from studyapp.annotations.models.seen import ThreadSeen, Visit

__all__ = [
    "GRACE", "LONGEST_MARK", "Annotation", "Heat", "Lens", "Reaction", "Reply", "Tag", "ThreadSeen", "Visit", "Wording",
]  # fmt: skip
