"""Description of a figure's numbers for search engines: schema.org `Dataset` as JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from pokrovsk_front.export.citation import PRODUCT, Source, base_cited, cited
from pokrovsk_front.export.document import json_block
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

LICENCE = N_("Figures calculated here, under the terms of the sources that they name")


def dataset(
    figure: Figure[Any],
    sources: Mapping[str, Source],
    words: Wording,
    *,
    data_version: str,
    address: str,
    table: str,
    method: str,
    home: str,
) -> dict[str, object]:
    """Describe the numbers of a figure.

    Args:
        figure: The figure.
        sources: Sources by `source_id`.
        words: The reader's language.
        data_version: Version of the data.
        address: Where the figure stands.
        table: Where its rows stand, as CSV.
        method: Where method, sources and their licences are told.
        home: The first page of the site.
    """
    _ = words.gettext
    product = _(PRODUCT)
    rests_on = dict.fromkeys([*cited(figure, sources), *base_cited(figure, sources)])
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": figure.headline,
        "description": f"{figure.subtitle}. {figure.alt}",
        "url": address,
        "version": data_version,
        "dateModified": figure.as_of_date.isoformat(),
        "inLanguage": words.locale,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": product, "url": home},
        "license": {"@type": "CreativeWork", "name": _(LICENCE), "url": method},
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": each.name,
                "publisher": {"@type": "Organization", "name": each.publisher},
                "url": each.url,
                "license": each.licence,
            }
            for each in rests_on
        ],
        "variableMeasured": figure.subtitle,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": table}
        ],
    }


def dataset_block(said: Mapping[str, object]) -> Markup:
    """Put a description into a page."""
    return json_block(json.dumps(said, ensure_ascii=False), kind="application/ld+json")
