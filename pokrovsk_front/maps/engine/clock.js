/* What of time a map shows: headline, day control and legend, which move as one.

   Without a table of days (`scrubber` of the description) a map stands still, and has none. */

import { createHeadline } from "./headline.js";
import { createLegend } from "./legend.js";
import { mapReadingOn } from "./readings.js";
import { createScrubber } from "./scrubber.js";

/** Put headline and controls of the day beside a map.
 * @param {{ head: HTMLElement, below: HTMLElement }} places over the map and below it
 * @param {{ description: Description, days: any,
 *   areas: (shown: Shown) => { gained: number, regained: number } | null,
 *   onMove: (shown: Shown) => void,
 *   onRelease: (shown: Shown, isStep?: boolean) => void }} options */
export function createClock({ head, below }, { description: first, days, areas, onMove, onRelease }) {
  let shown = first.shown;
  const follow = (/** @type {{ show: (shown: Shown) => void }} */ other) => (
    /** @type {Shown} */ next) => {
    shown = next;
    headline.show(next);
    other.show(next);
    onMove(next);
  };
  const headline = createHeadline(head, {
    days, description: first, areas: () => areas(shown),
  });
  /* Colours are read with the map: the legend comes first, whichever control is made anew. */
  const legend = createLegend(below, {
    days, description: first, onMove: next => follow(scrubber)(next), onRelease,
  });
  const scrubber = createScrubber(below, {
    days, description: first, onMove: next => follow(legend)(next), onRelease,
    headline: headline.text,
  });
  return {
    /** @param {Description} next */
    update: next => {
      shown = next.shown;
      for (const each of [headline, scrubber, legend]) each.update(next);
    },
    /** Show another moment, such as one that an address asks for. @param {Shown} next */
    show: next => {
      shown = next;
      for (const each of [headline, scrubber, legend]) each.show(next);
    },
    /** Say again what is shown, once more of it is known. */
    refresh: () => headline.show(shown),
    shown: () => shown,
    destroy: () => {
      for (const each of [headline, scrubber, legend]) each.destroy();
    },
  };
}

/** Give what is drawn of a moment: a day without a map has the last one before it.
 * @param {Shown} shown @param {any} days the table of all maps, where it has come
 * @returns {Shown} */
export function onMapDays(shown, days) {
  if (!days) return shown;
  const { day, from } = shown;
  return {
    ...shown,
    day: mapReadingOn(days, day).day,
    from: from === null ? null : mapReadingOn(days, from).day,
  };
}
