#!/usr/bin/env python
"""The command line of 同读. A bare `runserver` on this machine is for developing, so it turns DEBUG on."""

import os
import re
import sys

LOCAL_ADDRESS = re.compile(r"(?:\d*|(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?)")


def is_local_runserver(arguments: list[str]) -> bool:
    """True for `runserver` without an address, with a port alone, or with an address that only this machine reaches."""
    if arguments[1:2] != ["runserver"]:
        return False
    address = next((word for word in arguments[2:] if not word.startswith("-")), "")
    return LOCAL_ADDRESS.fullmatch(address) is not None


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")
    if is_local_runserver(sys.argv):
        os.environ.setdefault("DEBUG", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
