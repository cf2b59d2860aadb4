"""`python -m tests.live.server PORT` serves the application with the address that streams, to be killed."""

import os
import sys

import django
from django.conf import settings

from studyapp import serving


def main(port: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")
    settings.ROOT_URLCONF = "tests.live.addresses"
    django.setup()
    door = serving.listen("127.0.0.1", port)
    serving.run(door, f"http://127.0.0.1:{door.getsockname()[1]}/")


if __name__ == "__main__":
    main(int(sys.argv[1]))
