"""What every page shares: its frame, the cache of the library and the site map.

The only package besides `pages/` that imports Streamlit. It computes no figure.
"""
