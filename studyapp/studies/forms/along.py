"""What those who lead say of what was discussed."""

from django import forms

from studyapp.numbers import LARGEST


class DiscussedForm(forms.Form):
    """That `[start, end)` of the revision's text was discussed, or was not."""

    revision = forms.IntegerField(min_value=1, max_value=LARGEST)
    start = forms.IntegerField(min_value=0, max_value=LARGEST)
    end = forms.IntegerField(min_value=1, max_value=LARGEST)
    discussed = forms.ChoiceField(choices=[("1", "1"), ("0", "0")])

    def clean_discussed(self) -> bool:
        return bool(self.cleaned_data["discussed"] == "1")
