"""学习进度: the words for how far a stretch of text is known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.IntegerChoices):
    """Each is more than those before. The last is a group's, not a reader's."""

    UNREAD = 0, _("未读")
    READ = 1, _("通读")
    STUDIED = 2, _("精读")
    DISCUSSED = 3, _("已讨论")

    @property
    def word(self) -> str:
        """For selectors in style sheets."""
        return self.name.lower()
