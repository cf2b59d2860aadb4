"""Numbers in addresses: `<number:pk>`, never `<int:pk>`, which also takes what no database can look for."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """Up to 18 digits, which fit into a row's key; a longer number is an address that does not exist."""

    regex = "[0-9]{1,18}"


register_converter(NumberConverter, "number")
