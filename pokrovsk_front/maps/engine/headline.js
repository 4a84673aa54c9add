// @ts-check
/* The headline and the line under it, which follow each step of the day. */

import { mapReadingOn } from "./readings.js";
import { fillText, makeFormat } from "./words.js";

/** @typedef {import("./readings.js").Days} Days */
/** @typedef {import("./readings.js").MapReading} MapReading */
/** @typedef {import("./words.js").Format} Format */
/** @typedef {import("./words.js").Texts} Texts */

/** @typedef {[number, number, number, number]} Rgba Red, green, blue, opacity, each 0-255. */

/**
 * What headline, day control and legend read of a map's description.
 * @typedef {object} DaysDescription
 * @property {Shown} shown
 * @property {Texts} texts
 * @property {Record<string, Rgba>} palette
 * @property {{
 *   ramp?: { first: Rgba, last: Rgba, firstDay: number, lastDay: number }, days?: [number, number],
 * }[]} layers
 * @property {import("./legend.js").LegendEntry[]} swatches Of the legend.
 * @property {{
 *   first: number, last: number, eraFirst: number, maxCarryDays: number,
 *   redrawn: import("./bars.js").RedrawnDay[], area?: import("./area_days.js").AreaDays,
 *   change?: { from: number, day: number, gained: number, regained: number },
 * }} scrubber Days that can be chosen, the first of the recent era, how long a map may stand for
 *     the days after it, where outlines were redrawn, what changed between the two days shown, and
 *     the area that the map is of, where it is not the country.
 */

/**
 * Land gained and regained between two days, in km².
 * @typedef {object} ChangedAreas
 * @property {number} gained
 * @property {number} regained
 * @property {boolean} [isExact] Whether they are the exact shares of the polygons.
 */

/**
 * @typedef {object} HeadlineWords
 * @property {string} headline
 * @property {string} line
 */

/**
 * The note on maps that stand for another day or are dated within one day.
 * @param {MapReading[]} readings
 * @param {Texts} texts
 * @param {Format} format
 */
function carriedNote(readings, texts, format) {
  const notes = readings
    .filter(each => each.day < each.asked)
    .map(each => fillText(texts.carried, {
      asked: format.day(each.asked),
      used: format.day(each.day),
      older: texts.older[each.asked - each.day - 1],
    }));
  const inferred = [...new Set(readings.filter(each => each.isInferred).map(each => each.day))];
  if (inferred.length) {
    const days = inferred.map(day => format.day(day)).join(texts.and);
    notes.push(fillText(inferred.length === 1 ? texts.inferred : texts.inferredBoth, { days }));
  }
  return notes.join(" ");
}

/**
 * Size of the grey zone on a map, or that it is not known.
 * @param {MapReading} reading
 * @param {Texts} texts
 * @param {Format} format
 */
function greyNote(reading, texts, format) {
  const day = format.day(reading.day);
  if (reading.grey === null) return fillText(texts.greyNotKnown, { day });
  return fillText(texts.greyKnown, { area: format.area(reading.grey), day });
}

/**
 * Headline of two days: net change while what was gained and regained is not known.
 * @param {MapReading} earlier
 * @param {MapReading} later
 * @param {ChangedAreas | null} areas
 * @param {Texts} texts
 * @param {Format} format
 */
function pairWords(earlier, later, areas, texts, format) {
  const two_days = fillText(texts.versus, {
    first: format.shortDay(earlier.day), second: format.shortDay(later.day),
  });
  const net = fillText(texts.pairNet, {
    two_days, net: format.signedArea(later.total - earlier.total),
  });
  const note = carriedNote([earlier, later], texts, format);
  if (!areas) return { headline: net, line: note };
  /** @param {number} km2 */
  const area = km2 => areas.isExact
    ? format.area(km2)
    : fillText(texts.about, { area: format.area(km2) });
  const headline = fillText(texts.pairHeadline, {
    gained: area(areas.gained), regained: area(areas.regained),
  });
  return { headline: headline[0].toUpperCase() + headline.slice(1), line: `${net}. ${note}`.trim() };
}

/**
 * A share in percent: a little is never rounded to nothing, nor nearly all to all.
 * @param {number} km2
 * @param {number} all
 * @param {Record<string, any>} texts
 * @param {Format} format
 */
export function shareText(km2, all, texts, format) {
  // What is left of a difference of areas may be the rounding of it.
  const pct = Number((100 * km2 / all).toFixed(9));
  const written = (/** @type {number} */ share, decimals = 1) =>
    fillText(texts.percent, { number: format.number(share, decimals) });
  if (pct === 0 || pct === 100) return written(pct, 0);
  if (pct > 0 && pct < 0.05) return fillText(texts.under, { pct: written(0.1) });
  if (pct > 99.95 && pct < 100) return fillText(texts.over, { pct: written(99.9) });
  return written(pct);
}

/**
 * Headline of an area: how much of it is occupied and grey, and under it how much is neither.
 * @param {MapReading} reading
 * @param {import("./area_days.js").AreaDays} area
 * @param {string} note
 * @param {Texts} texts
 * @param {Format} format
 */
function areaWords({ day, total, grey }, area, note, texts, format) {
  const share = (/** @type {number} */ km2) => shareText(km2, area.km2, texts, format);
  const [headline, line] = grey === null
    ? [texts.areaHeadlineNoGrey, texts.areaLineNoGrey] : [texts.areaHeadline, texts.areaLine];
  const values = {
    occupied: share(total), grey: share(grey ?? 0), day: format.day(day),
    neither: share(Math.max(area.km2 - total - (grey ?? 0), 0)),
  };
  return {
    headline: fillText(headline, values), line: `${note} ${fillText(line, values)}`.trim(),
  };
}

/**
 * The headline of what is shown and the line under it, in the words of Python's maps.
 * @param {Shown} shown
 * @param {Days} days
 * @param {DaysDescription} description
 * @param {Format} format
 * @param {ChangedAreas | null} [areas] Of two days, where they are known.
 * @returns {HeadlineWords}
 */
export function headlineWords(shown, days, description, format, areas = null) {
  const { texts, scrubber } = description;
  const reading = mapReadingOn(days, shown.day);
  const asked = shown.mode === "pair" && shown.from !== null ? [shown.from, shown.day] : [shown.day];
  for (const day of asked) {
    const nearest = mapReadingOn(days, day).day;
    if (day - nearest > scrubber.maxCarryDays) {
      const headline = fillText(texts.tooFar, {
        days: scrubber.maxCarryDays, day: format.day(day), nearest: format.day(nearest),
      });
      return { headline, line: "" };
    }
  }
  const day = format.day(reading.day);
  if (shown.mode === "pair" && shown.from !== null) {
    return pairWords(mapReadingOn(days, shown.from), reading, areas, texts, format);
  }
  const note = carriedNote([reading], texts, format);
  if (shown.mode === "since") {
    const since = format.day(sinceFirstDay(shown.day, days, scrubber.eraFirst));
    const line = fillText(texts.sinceLine, { day: since });
    return { headline: fillText(texts.sinceHeadline, { day }), line: `${note} ${line}`.trim() };
  }
  if (scrubber.area) return areaWords(reading, scrubber.area, note, texts, format);
  const headline = fillText(texts.dayHeadline, { area: format.area(reading.total), day });
  return { headline, line: `${note} ${greyNote(reading, texts, format)}`.trim() };
}

/**
 * First day from which the months of change are told: of the era of the day.
 * @param {number} day
 * @param {Days} days
 * @param {number} eraFirst First day of the recent era.
 */
export function sinceFirstDay(day, days, eraFirst) {
  return mapReadingOn(days, day).day >= eraFirst ? eraFirst : days.first;
}

/**
 * Exact areas of two days, where Python has sent those of the days shown.
 * @param {Shown} shown
 * @param {DaysDescription} description
 * @returns {ChangedAreas | null}
 */
function exactAreas(shown, description) {
  const change = description.scrubber.change;
  const isIts = change && shown.mode === "pair"
    && change.from === shown.from && change.day === shown.day;
  return isIts ? { gained: change.gained, regained: change.regained, isExact: true } : null;
}

/**
 * Create the headline of a map, which follows the day.
 * @param {HTMLElement} root
 * @param {object} options
 * @param {Days} options.days
 * @param {DaysDescription} options.description
 * @param {() => ChangedAreas | null} [options.areas] Sums over the cells that are drawn.
 */
export function createHeadline(root, options) {
  const { days, areas = () => null } = options;
  let { description } = options;
  let format = makeFormat(description.texts);
  const headline = document.createElement("h2");
  headline.className = "map-headline";
  const line = document.createElement("p");
  line.className = "map-line";
  root.append(headline, line);

  /** @param {Shown} shown */
  const show = shown => {
    const changed = shown.mode === "pair" ? exactAreas(shown, description) ?? areas() : null;
    const said = headlineWords(shown, days, description, format, changed);
    headline.textContent = said.headline;
    line.textContent = said.line;
  };
  show(description.shown);

  return {
    show,
    text: () => headline.textContent ?? "",
    /** @param {DaysDescription} next */
    update(next) {
      description = next;
      format = makeFormat(next.texts);
      show(next.shown);
    },
    destroy() {
      headline.remove();
      line.remove();
    },
  };
}
