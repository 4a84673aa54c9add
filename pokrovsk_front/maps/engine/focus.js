// @ts-check
/* A chosen place: rings round it, the line to the nearest occupied land, and what is said of it. */

import { shareText } from "./headline.js";
import { mapReadingOn } from "./readings.js";
import { fillText } from "./words.js";

/** @typedef {import("./readings.js").Days} Days */
/** @typedef {import("./words.js").Format} Format */

/**
 * A place, as the build stores it: values by map day, one entry whenever they change.
 * @typedef {object} FocusPlace
 * @property {Degrees} point
 * @property {string} near The places that are nearest to it, in words.
 * @property {{ days: number[], metres: number[], longitude: number[], latitude: number[] }} land
 *   The nearest occupied land; 0 metres inside it.
 * @property {{ text: string, km2: number, days: number[], occupied: number[], grey: number[] }} area
 *   What stands for the place, and how much of it is occupied and grey, in km².
 */

/** Position of the last entry on or before a day. @param {number[]} days @param {number} day */
const lastOn = (days, day) => Math.max(days.findLastIndex(each => each <= day), 0);

/**
 * Move the layers of a place that lies where both degrees are 0 to a place.
 * @param {Layer[]} layers @param {FocusPlace} place @param {number} mapDay
 * @returns {Layer[]}
 */
export function focusLayers(layers, { point, land }, mapDay) {
  const at = lastOn(land.days, mapDay), isInside = land.metres[at] === 0;
  const nearest = [land.longitude[at], land.latitude[at]];
  const moved = (/** @type {number[]} */ [x, y]) => [x + point[0], y + point[1]];
  return layers.filter(({ id }) => !(isInside && id === "focus-line")).map(layer => ({
    ...layer,
    data: layer.data.map((/** @type {any} */ row) => ("s" in row
      ? { ...row, s: moved(row.s), e: nearest } : { ...row, p: moved(row.p) })),
  }));
}

/**
 * Write the distance to occupied land and the share that is occupied.
 * @param {FocusPlace} place @param {string} name @param {number} day @param {Days} days
 * @param {Record<string, string>} texts Of the page. @param {Format} format
 * @returns {string} `**` before and after the name.
 */
export function answerWords({ land, area }, name, day, days, texts, format) {
  const reading = mapReadingOn(days, day);
  const metres = land.metres[lastOn(land.days, reading.day)];
  const row = lastOn(area.days, reading.day);
  const occupied = area.occupied[row], grey = reading.grey === null ? null : area.grey[row];
  const share = (/** @type {number} */ km2) => shareText(km2, area.km2, texts, format);
  const isWhole = Number((100 * occupied / area.km2).toFixed(9)) === 100;
  const ofArea = isWhole ? texts.wholly : grey === null ? texts.withoutGrey : texts.withGrey;
  return [
    fillText(metres ? texts.focusOutside : texts.focusInside, {
      place: name, distance: fillText(texts.km, { km: format.number(metres / 1000, 1) }),
    }),
    fillText(ofArea, {
      area: area.text, day: format.day(reading.day), occupied: share(occupied),
      grey: share(grey ?? 0), neither: share(Math.max(area.km2 - occupied - (grey ?? 0), 0)),
    }),
  ].join(" ");
}

/**
 * Write the places nearest to a place, and what there is to know of the map of the day.
 * @param {FocusPlace} place @param {number} day @param {Days} days
 * @param {Record<string, string>} texts Of the page. @param {Format} format
 * @returns {string} `**` before and after the name.
 */
export function aroundWords({ near }, day, days, texts, format) {
  const reading = mapReadingOn(days, day);
  return [
    near,
    reading.isInferred ? fillText(texts.inferred, { days: format.day(reading.day) }) : "",
    texts.lag,
  ].filter(Boolean).join(" ");
}
