"""The door for uvicorn."""

import os

import django

from studyapp.bodies import measured
from studyapp.threads import FewThreads

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")
django.setup(set_prefix=False)
application = measured(FewThreads())
