"""Production server around the pages: settings, headers, files, limits, health check, log.

It knows no figure and draws nothing; only `serve.py` imports it.
"""
