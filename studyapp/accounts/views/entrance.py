"""Signing up: allauth's view, which would fail where two choose a name at once or an invitation has just ended."""

from allauth.account.views import SignupView
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from studyapp.accounts.forms import SignUpForm
from studyapp.accounts.signup import ClosedError


class SignUpView(SignupView):  # type: ignore[misc]
    def form_valid(self, form: SignUpForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except ClosedError:
            response = self.closed()
        except IntegrityError:
            form.full_clean()  # asked again, it says what somebody else has taken meanwhile
            if form.is_valid():
                raise
            response = self.form_invalid(form)
        return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = SignUpView.as_view()(request)
    return response
