"""Style sheets, scripts and pictures, served by the same process as the pages."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, answering whole: uvicorn would read its file responses whole anyway, and Django warns each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # before anything was collected there is none
        super().__init__(get_response)

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        answer = static_file.get_response(request.method, request.META)
        response = HttpResponse(status=int(answer.status))
        del response.headers["Content-Type"]
        if answer.file is not None:
            with answer.file as file:
                response.content = file.read()
        for name, value in answer.headers:
            response.headers[name] = value
        return response
