"""Texts and tables that the dashboard and the exports both show; every number is given to them."""
