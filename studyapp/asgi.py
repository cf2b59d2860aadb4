"""The door for uvicorn."""

import os

from django.core.asgi import get_asgi_application

from studyapp.bodies import measured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studyapp.settings")
application = measured(get_asgi_application())
