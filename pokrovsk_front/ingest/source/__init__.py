"""Sources of maps: public archives, a mirror or a local folder, and the cache they fill.

Everything that a source sends is untrusted: bounded, checked and held to its hash.
"""
