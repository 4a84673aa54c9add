"""Several dashboards behind nginx, on loopback."""
