"""Findings about projects and policies."""
