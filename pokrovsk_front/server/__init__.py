"""The server for production, around the pages: what it is set to, answers, refuses and logs.

It knows no figure and draws nothing; only `serve.py` imports it.
"""
