"""The brief of a period from the library: its inputs are put together once for each language."""

from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.model.brief.fact import Brief
from pokrovsk_front.model.brief.history import history
from pokrovsk_front.model.brief.inputs import Inputs
from pokrovsk_front.model.brief.ranked import brief
from pokrovsk_front.model.isw import LAYERS_OF, isw_areas
from pokrovsk_front.model.windows import Window


def brief_of(texts: LibraryInLanguage, window: Window) -> Brief:
    """Give the brief of a window in a language.

    Raises:
        ArchiveGapError: The archive does not cover the window.
        CatalogError: A table is missing or does not keep to its dictionary.
    """
    return brief(brief_inputs(texts), window)


def brief_inputs(texts: LibraryInLanguage) -> Inputs:
    """Give what briefs of a language are made from, put together once."""
    return texts.memo.get((texts.locale, "brief_inputs"), lambda: _inputs(texts))


def _inputs(texts: LibraryInLanguage) -> Inputs:
    figures = texts.library
    isw_daily = figures.table("isw_daily_areas")
    return Inputs(
        daily_area=figures.daily_area,
        by_oblast=figures.table("daily_area_by_oblast"),
        past=history(figures.daily_area, texts.breaks),
        breaks=texts.breaks,
        country_km2=texts.reference_areas["ukraine"].area_km2,
        shares=figures.place_shares.index,
        area_of_place={key: figures.place_shares.area_of_place(key) for key in figures.places},
        area_names=texts.area_names,
        place_names=texts.place_names,
        distances_on=figures.distances_on,
        lags=texts.claim_lags,
        events=tuple(texts.events.values()),
        board=texts.publishers,
        isw_areas={each: isw_areas(isw_daily, each) for each in LAYERS_OF},
        counts=tuple(texts.population.values()),
        sources_of=figures.sources_of,
        words=wording(texts.locale),
    )
