"""心得: what somebody writes out of their own marks on a text."""
