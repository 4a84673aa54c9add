"""Front map: where the line ran on any day of the archive."""

from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model.gains import reading_on
from pokrovsk_front.ui import cached, day_picker, frame

words = frame.open_page()
_ = words.gettext

frame.head(
    _("The front on any day"),
    _("Choose a day: the map shows the land that was Russian-occupied when it ended in Kyiv."),
)

day = day_picker.choose(words, cached.first_day(), cached.latest_day())
view = VIEWS[day_picker.choose_view(words, VIEWS)]

daily = cached.table("daily_area")
reading = reading_on(daily, day)
frame.show(
    state_figure(
        reading=reading,
        daily_area=daily,
        places=cached.table("places"),
        occupied_places=cached.occupied_places(),
        static_url=cached.static_url,
        view=view,
        scheme=frame.scheme(),
        words=words,
        source_ids=(cached.source_of(reading.archive_id),),
    ),
    words,
)
