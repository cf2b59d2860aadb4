"""Which browser on which machine, in words that its owner knows it by."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: Edge calls itself Chrome too, Chrome calls itself Safari.
BROWSERS = {
    "MicroMessenger": "微信",
    "DingTalk": "钉钉",
    "Edg": "Edge",
    "OPR/": "Opera",
    "HuaweiBrowser": "华为浏览器",
    "MiuiBrowser": "小米浏览器",
    "UCBrowser": "UC",
    "QQBrowser": "QQ 浏览器",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
MACHINES = {
    "HarmonyOS": "鸿蒙",
    "OpenHarmony": "鸿蒙",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """微信 · Android; an unknown one is said to be unknown."""
    found = [next((name for mark, name in names.items() if mark in user_agent), "") for names in (BROWSERS, MACHINES)]
    return " · ".join(filter(None, found)) or _("不知名的设备")
