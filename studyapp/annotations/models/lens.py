"""How a reader looks at the notes of an article: whose, which, and who is to see the next one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from studyapp.library.models import Article
from studyapp.studies.models import Study


class Lens(models.Model):
    """One for each reader and article. `study`: whose notes lie over the text; `shares`: new ones are for it too."""

    class Shows(models.TextChoices):
        ALL = "all", _("全部批注")
        MINE = "mine", _("只看我的")
        OPEN = "open", _("待解答的疑问")
        HIGHLIGHTS = "highlight", _("划线")
        THOUGHTS = "thought", _("想法")
        QUESTIONS = "question", _("疑问")
        KEY_POINTS = "key-point", _("要点")
        PERSON = "person", _("一个人的")
        NONE = "none", _("都不显示")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lenses")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="lenses")
    study = models.ForeignKey(Study, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shows = models.CharField(_("显示"), max_length=12, choices=Shows, default=Shows.ALL)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    shares = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("看批注的方式")
        verbose_name_plural = _("看批注的方式")
        constraints = (models.UniqueConstraint(fields=("user", "article"), name="one_lens_per_reader_and_article"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.article}"
