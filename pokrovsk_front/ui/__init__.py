"""Interface of the pages: frame, widgets, cache of the library, site map.

The only package besides `pages/` that imports Streamlit. It computes no figure.
"""
