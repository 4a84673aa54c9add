"""Distances: each city to the front by day, city to city, and the article's distance."""

from pokrovsk_front.charts import distances as charts
from pokrovsk_front.charts.printed_distance import printed_readings
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.pairs import Star, pairs_figure
from pokrovsk_front.maps.views import fitted
from pokrovsk_front.model.distances import distance_matrix
from pokrovsk_front.model.front_distance import events_near
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.ui import cached, distances, frame

words = frame.open_page("distances")
_ = words.gettext
figures, texts = cached.figures(), cached.texts(words.locale)

frame.head(
    _("How far from the front, and from city to city"),
    _(
        "Kilometres from a city's centre to the nearest Russian-occupied land on the map of any "
        "day, and from centre to centre."
    ),
)
section = distances.section(words)
names = texts.place_names
points = {key: place.point_deg for key, place in figures.places.items()}
drawn = frame.drawn(words, "geonames")
chosen = distances.choose(words) if section != distances.PRINTED else []

if section == distances.FRONT and chosen:
    days = distances.two_days(words, figures.first_day, figures.latest_day)
    lines = distances.lines(words, chosen, days)
    if lines:
        moved = lines[0].moved
        near = events_near(texts.events.values(), moved.place_id, points, moved)
        frame.show(charts.to_front(lines, events=near, **drawn), words)
        distances.events_link(words)
        distances.note(words)
        rows, about = charts.two_days(lines, words), _("Distances to the front on two days")
        frame.table(rows, words, name="two_days", about=about)
        distances.sentences(lines, words)

if section == distances.CITIES and chosen:
    start, order = distances.origin(words, chosen)
    kilometres = distance_matrix({each.place_id: points[each.place_id] for each in chosen})
    shown = distances.ordered(kilometres, start, order, names)
    rows = charts.matrix(kilometres.loc[shown, shown], names, words)
    frame.table(rows, words, name="distances", about=_("Kilometres from city to city"))
    if len(shown) > 1:
        lengths = dict(zip(shown[1:], kilometres.loc[shown[1:], start.place_id], strict=True))
        view = fitted("pairs", [points[each] for each in shown], max_label_rank=2)
        setting = Setting(cached.static_url, view, frame.scheme(), words)
        frame.show(
            pairs_figure(
                Star(start.place_id, names, points, lengths),
                reading_on(figures.daily_area, figures.latest_day),
                setting=setting,
                source_ids=drawn["source_ids"],
            ),
            words,
        )
    distances.note(words)

if section == distances.PRINTED:
    readings, reached = figures.printed_distance, figures.printed_distance_reached
    figure = printed_readings(readings, texts.distance_claim, reached, names=names, **drawn)
    frame.show(figure, words)
    distances.claim_link(words)
    distances.note(words)
