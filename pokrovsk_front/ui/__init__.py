"""Interface of the pages: frame, widgets, cached reads, site map.

The only package besides `pages/` that imports Streamlit. It computes no figure.
"""
