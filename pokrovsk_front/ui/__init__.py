"""What every page shares: its frame, its cached reads and the site map.

The only package besides `pages/` that imports Streamlit. It computes no figure.
"""
