"""Annotations 批注: what readers mark in a text, think about it, ask, and answer each other."""
