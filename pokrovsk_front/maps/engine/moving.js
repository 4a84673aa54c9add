// @ts-check
/* A map with what moves its day: the headline that follows it, and the day control below. */

import { element } from "./frame.js";
import { createHeadline } from "./headline.js";
import { mountMap } from "./map.js";
import { createScrubber } from "./scrubber.js";

/** @typedef {import("./types.js").Description} Description */
/** @typedef {import("./types.js").Host} Host */
/** @typedef {import("./types.js").Shown} Shown */

/**
 * Mount a map; where its description has a `scrubber`, the reader moves its day.
 *
 * The map is there at once, headline and control when the table of days has come.
 * @param {HTMLElement} box
 * @param {Description} first
 * @param {Host & { onMove?: (shown: Shown) => void, headline?: HTMLElement }} host `onMove` is told
 *   each step; the headline stands in `headline`, or above the map.
 */
export function mountMovingMap(box, first, host) {
  const [above, middle, below] = ["map-above", "map-middle", "map-below"].map(
    name => element("div", name));
  box.replaceChildren(above, middle, below);
  const map = mountMap(middle, first, host);
  let description = first;
  /** @type {{ update: (next: Description) => void, show: (next: Shown) => void,
   *   destroy: () => void }[]} */
  const followers = [];

  if (first.scrubber) {
    host.read(first.scrubber.days).then(days => {
      const headline = createHeadline(host.headline ?? above, { days, description });
      const control = createScrubber(below, {
        days, description,
        onMove: shown => {
          map.show(shown);
          headline.show(shown);
          host.onMove?.(shown);
        },
        onRelease: host.onRelease,
      });
      followers.push(headline, control);
      box.dataset.moves = "";
    }, () => {});
  }

  return {
    ...map,
    /** @param {Description} next @param {string} alt */
    update(next, alt) {
      description = next;
      map.update(next, alt);
      for (const each of followers) each.update(next);
    },
    /** @param {Shown} shown */
    show(shown) {
      description = { ...description, shown };
      map.show(shown);
      for (const each of followers) each.show(shown);
    },
    destroy() {
      for (const each of followers) each.destroy();
      map.destroy();
    },
  };
}
