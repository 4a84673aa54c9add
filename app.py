"""The dashboard: `streamlit run app.py`."""

from pokrovsk_front.ui import frame

frame.open_site()
