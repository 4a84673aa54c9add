/* What lies under a point of the map: a city by its name or dot, or the land by cells and outlines. */

import { toldOf } from "./areas.js";
import { createCard } from "./card.js";
import { createCities } from "./cities.js";
import { landAt } from "./land.js";
import { isInOutline } from "./paths.js";
import { createPointing } from "./pointing.js";
import { makeFormat } from "./words.js";

/* By the id of a layer, whichever era it draws: what its cells tell of the land. */
/** @type {Record<string, string>} */
const CELLS_TOLD = {
  "cells": "cells", "cells-by-month": "cells", "grey-zone": "grey",
  "came-under-control": "gained", "regained": "regained",
};
/** @type {Record<string, "always_recent" | "always_early" | "before_2022">} */
const OUTLINES_TOLD = {
  "always-occupied": "always_recent", "always-occupied-early": "always_early",
  "before-2022": "before_2022",
};

/** Show a card for what the reader points at.
 * @param {{ canvas: HTMLElement, over: HTMLElement }} frame
 * @param {{ texts: Description["texts"], cities?: { people: string, distances: string },
 *   read: (address: string) => Promise<any>,
 *   cityAt: (at: Pixels) => any, shown: () => Shown,
 *   degreesAt: (at: Pixels) => Degrees, pixelsOf: (point: Degrees) => Pixels,
 *   rowsAt: (point: Degrees) => { layerId: string, rows: any[] }[],
 *   outlines: () => { layer: Layer, data: any }[], onChoose: ((placeId: string) => void) | null,
 *   chosen: () => string | undefined,
 * }} options */
export function createInquiry({ canvas, over }, options) {
  const { texts, onChoose, chosen } = options;
  const card = createCard(over, { texts, format: makeFormat(texts), onChoose, chosen });
  const cities = options.cities && createCities(options.read, options.cities);

  /** @param {Degrees} point */
  const landUnder = point => {
    /** @type {Record<string, any[]>} */
    const told = {};
    for (const { layerId, rows } of options.rowsAt(point)) {
      const name = CELLS_TOLD[layerId.replace(/-early$/, "")];
      if (name) told[name] = [...(told[name] ?? []), ...rows];
    }
    const outline = options.outlines().find(({ layer, data }) =>
      OUTLINES_TOLD[layer.id] && isInOutline(point, data));
    return landAt({ ...told, outline: outline && OUTLINES_TOLD[outline.layer.id] }, options.shown());
  };
  const pointing = createPointing(canvas, {
    over, card, onChoose,
    follow: at => {
      // A city is pointed at by its name as well, which lies beside it.
      const point = options.cityAt(at)?.p ?? options.degreesAt(at);
      return () => options.pixelsOf(point);
    },
    subjectAt: at => {
      const city = options.cityAt(at), point = options.degreesAt(at);
      if (city?.t) return { kind: "area", told: [city.n, ...city.t] };
      if (cities && city?.i) return cities.subject(city, options.shown().day);
      return toldOf(options.outlines(), point) ?? landUnder(point);
    },
  });
  return {
    /** Follow the camera. */
    draw: pointing.draw,
    hide: card.hide,
    /** Go on in another language. @param {Description["texts"]} next */
    speak: next => card.speak(next, makeFormat(next)),
    destroy: () => {
      pointing.destroy();
      card.destroy();
    },
  };
}
