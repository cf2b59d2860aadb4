"""What a password must be, said in words that our catalogue knows: Django's Chinese one lacks this sentence."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LengthValidator(MinimumLengthValidator):
    def get_error_message(self) -> str:
        said = ngettext("密码至少要有 %(n)s 个字符。", "密码至少要有 %(n)s 个字符。", self.min_length)
        return said % {"n": self.min_length}
