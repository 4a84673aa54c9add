// @ts-check
/* What a page without a server says below its moving map: it follows the day and the mode. */

import { aroundWords } from "./focus.js";
import { mapReadingOn } from "./readings.js";
import { emphasised, fillText } from "./words.js";

/** @typedef {import("./readings.js").Days} Days */
/** @typedef {import("./words.js").Format} Format */
/** @typedef {ReturnType<typeof import("./cities.js").readCityDistances>} Distances */

/**
 * What is known of what is shown; what has not come yet is null.
 * @typedef {object} Told
 * @property {Shown} shown
 * @property {Days | null} days
 * @property {Distances | null} distances
 * @property {{ gained: number, regained: number } | null} change Of two days.
 * @property {{ place: import("./focus.js").FocusPlace } | null} focus
 * @property {number} sinceFirst First day from which the months of change are told.
 * @property {number} sinceLast The last one.
 */

/**
 * Rows of the table of two days: what is measured, and its area.
 * @param {Told} told @param {Days} days @param {Record<string, string>} texts
 * @param {Format} format
 * @returns {[string, string][]}
 */
export function measureRows({ shown, change }, days, texts, format) {
  const [first, second] = [shown.from ?? shown.day, shown.day].map(day => mapReadingOn(days, day));
  const on = (/** @type {string} */ text, /** @type {number} */ day) =>
    fillText(text, { day: format.shortDay(day) });
  const grey = (/** @type {number | null} */ km2) =>
    (km2 === null ? texts.greyMissing : format.area(km2, 1));
  /** @type {[string, string][]} */
  const changed = change ? [
    [texts.measure_gained, format.area(change.gained, 1)],
    [texts.measure_regained, format.area(change.regained, 1)],
  ] : [];
  return [
    [on(texts.measure_occupied, first.day), format.area(first.total, 1)],
    ...changed,
    [texts.measure_net, format.signedArea(second.total - first.total, 1)],
    [on(texts.measure_occupied, second.day), format.area(second.total, 1)],
    [on(texts.measure_grey, first.day), grey(first.grey)],
    [on(texts.measure_grey, second.day), grey(second.grey)],
  ];
}

/**
 * What is said of a mode: what it is a picture of, and what a reader should know of it.
 * @param {Told} told @param {Days} days @param {Record<string, any>} texts Of page and map.
 * @param {Format} format
 * @returns {string[]}
 */
export function modeWords({ shown, sinceFirst, sinceLast }, days, texts, format) {
  if (shown.mode === "since") {
    const [first, last] = [sinceFirst, sinceLast].map(day => format.month(day));
    return [fillText(texts.shade, { first, last })];
  }
  if (shown.mode === "day" || shown.from === null) return [texts.stateOfTheMap];
  const [first, second] = [shown.from, shown.day].map(day => mapReadingOn(days, day));
  const two_days = fillText(texts.versus, {
    first: format.shortDay(first.day), second: format.shortDay(second.day),
  });
  const net = format.signedArea(second.total - first.total);
  const isKnown = first.grey !== null && second.grey !== null;
  const grey = isKnown ? [fillText(texts.greyBetween, {
    before: format.area(first.grey), first: format.day(first.day),
    after: format.area(second.grey), second: format.day(second.day),
  })] : [first, second].map(reading => fillText(
    reading.grey === null ? texts.greyNotKnown : texts.greyKnown,
    { day: format.day(reading.day), area: format.area(reading.grey) }));
  return [fillText(texts.twoMaps, { two_days }), fillText(texts.netBetween, { net }), ...grey];
}

/**
 * Follow the day in the panel below a map.
 * @param {HTMLElement} panel
 * @param {{ texts: Record<string, any>, format: Format, subtitle: HTMLElement | null }} options
 *   `texts` of the page and of its map; `subtitle` follows the mode where the map has modes.
 */
export function createTold(panel, { texts, format, subtitle }) {
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (panel.querySelector(name));
  const [about, focused, measures] = [".day-about", ".day-focus", ".day-measures"].map(find);
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-place]"))];

  /** @param {Told} told */
  const list = ({ shown, days, distances }) => {
    if (!days || !distances) return;
    const asked = shown.from === null ? [shown.day] : [shown.from, shown.day];
    const [first, second] = asked.map(day => mapReadingOn(days, day).day);
    about.textContent = second === undefined
      ? fillText(texts.distancesOn, { day: format.day(first) })
      : fillText(texts.distancesBetween, { first: format.day(first), second: format.day(second) });
    const written = (/** @type {string} */ id, /** @type {number} */ day) => {
      const { km } = distances.on(id, day) ?? { km: null };
      return km === 0 ? texts.inside : fillText(texts.km, { km: format.number(km, 1) });
    };
    for (const row of rows) {
      const id = row.dataset.place ?? "", of = /** @type {HTMLElement} */ (row.lastElementChild);
      const before = written(id, first), after = written(id, second ?? first);
      of.textContent = before === after
        ? before : fillText(texts.then, { first: before, second: after });
    }
  };
  /** @param {Told} told */
  const tellFocus = ({ shown, days, focus }) => {
    const said = days && focus ? aroundWords(focus.place, shown.day, days, texts, format) : "";
    focused.replaceChildren(...(said ? emphasised(said) : []));
  };
  /** @param {Told} told */
  const tellMode = told => {
    const { shown, days } = told;
    measures.hidden = shown.mode !== "pair";
    if (!days || !texts.stateOfTheMap) return;
    if (subtitle) subtitle.textContent = modeWords(told, days, texts, format).join(" ");
    if (measures.hidden) return;
    const table = document.createElement("table"), head = table.createTHead().insertRow();
    for (const name of [texts.measure, texts.area]) {
      const cell = document.createElement("th");
      [cell.textContent, cell.scope] = [name, "col"];
      head.append(cell);
    }
    const body = table.createTBody();
    for (const values of measureRows(told, days, texts, format)) {
      const row = body.insertRow();
      for (const value of values) row.insertCell().textContent = value;
    }
    measures.replaceChildren(table);
  };
  return {
    /** What follows each step of the hand. */
    list,
    /** All of it, once the hand rests. @param {Told} told */
    show: told => {
      list(told);
      tellFocus(told);
      tellMode(told);
    },
  };
}
