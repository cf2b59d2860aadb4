"""How many notifications wait to be read, for the bell on every page."""

from django import template

from studyapp.accounts.models import User
from studyapp.inbox.models import Notification

register = template.Library()


@register.simple_tag
def unread_of(user: User) -> int:
    return Notification.objects.visible_to(user).unread().count()
