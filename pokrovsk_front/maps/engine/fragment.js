// @ts-check
/* What of a map stands behind the # of a page without a server: read, checked, written.

   The names are those of the dashboard's addresses. A link is written by anybody: what cannot be
   shown is replaced by what can, and both are said. */

import { dateOf, dayNumberOf, fillText } from "./words.js";

/** @typedef {import("./words.js").Format} Format */

/**
 * @typedef {object} PageState
 * @property {string} show Mode of the map.
 * @property {number} day
 * @property {number} against The other of two days; the two need no order.
 * @property {string} view
 * @property {string} place Empty for none.
 * @property {Camera | null} camera Null until the reader moves it from the view.
 */

/**
 * What an address may ask for. Only the map of the front has modes, views and places.
 * @typedef {object} PageSpec
 * @property {string[]} keys
 * @property {[number, number]} days First and last one.
 * @property {number} against Its default.
 * @property {[number, number, number, number]} seen South, north, west and east of cameras.
 * @property {Record<string, string>} texts
 * @property {Record<string, string>} [labels] Of the choices.
 * @property {Record<string, string>} [show] Names of modes.
 * @property {Record<string, string>} [view] Names of views.
 * @property {Record<string, string>} [place] Names of places, each in all its spellings.
 * @property {Record<string, Camera>} [views]
 * @property {string} [defaultView]
 */

const STATE_MODE = "state", PAIR_MODE = "difference";
/** @type {Record<string, Shown["mode"]>} */
const ENGINE_MODES = { [STATE_MODE]: "day", [PAIR_MODE]: "pair", months: "since" };
/** Letters of what was asked for that are said back. */
export const LONGEST_REPEATED = 40;
const MOST_KEYS_NAMED = 3;
const WRITTEN_DAY = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const WRITTEN_CAMERA = /^(-?\d{1,3}(?:\.\d+)?)[_,](-?\d{1,3}(?:\.\d+)?)[_,](-?\d{1,3}(?:\.\d+)?)$/;

/** @param {PageSpec} spec @returns {PageState} */
export function openingState({ days, against, defaultView = "" }) {
  return { show: STATE_MODE, day: days[1], against, view: defaultView, place: "", camera: null };
}

/** Tell a state from the name of a part of the page. @param {string} hash */
export const isStateHash = hash => hash.length < 2 || hash.includes("=");

/** What of time a map shows in a state. @param {PageState} state @returns {Shown} */
export function shownIn({ show, day, against }) {
  const mode = ENGINE_MODES[show];
  if (mode !== "pair") return { day, from: null, mode };
  return { day: Math.max(day, against), from: Math.min(day, against), mode };
}

/** A name without what makes no difference in it. @param {string} name */
const plainName = name => name.normalize("NFKC").replace(/[-_]/g, " ").replace(/['’ʼ`]/g, "")
  .toLowerCase().split(/\s+/).filter(Boolean).join(" ");

/**
 * Find a place by its id or one of its spellings; empty where none, or several, have the name.
 * @param {string} text @param {Record<string, string>} labels
 */
export function placeNamed(text, labels) {
  const asked = plainName(text);
  const found = Object.entries(labels).filter(([id, label]) =>
    [id, label, ...label.split(", ")].some(name => plainName(name) === asked));
  return asked && found.length === 1 ? found[0][0] : "";
}

/**
 * Read a day: the nearest that there is, and what is wrong with the one that was asked for.
 * @param {string} text @param {PageSpec} spec @param {number} now The day shown, for what is none.
 * @param {Format} format
 */
function readDay(text, { days: [first, last], texts }, now, format) {
  const [year, month, date] = (WRITTEN_DAY.exec(text.trim()) ?? []).slice(1).map(Number);
  if (!text.trim()) return { day: last, problem: texts.emptyDay, asked: "" };
  if (!(year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= 31)) {
    return { day: now, problem: texts.unreadable, asked: text.slice(0, LONGEST_REPEATED) };
  }
  // Years before 100 are others to `Date.UTC`; none of them has a map.
  const start = year < 100 ? first - 1 : dayNumberOf(year, month - 1);
  const length = dateOf(dayNumberOf(2000 + (year % 400), month) - 1).getUTCDate();
  const number = year < 100 ? start : start + Math.min(date, length) - 1;
  const day = Math.min(Math.max(number, first), last), asked = format.written(year, month, date);
  if (date > length) return { day, problem: texts.impossible, asked };
  return { day, problem: day === number ? "" : texts.outside, asked };
}

/** @param {string} text @param {PageSpec} spec @returns {Camera | null} */
function readCamera(text, { seen: [south, north, west, east] }) {
  const [latitude, longitude, zoom] = (WRITTEN_CAMERA.exec(text.trim()) ?? []).slice(1).map(Number);
  const isSeen = latitude >= south && latitude <= north && longitude >= west && longitude <= east;
  return isSeen ? { latitude, longitude, zoom } : null;
}

/**
 * Read an option by its id or, of a place, by any spelling.
 * @param {"show" | "view" | "place"} key @param {string} text @param {PageSpec} spec
 * @param {string} fallback What is shown instead; empty for none.
 */
function readOption(key, text, spec, fallback) {
  const names = spec[key] ?? {}, { texts } = spec;
  const found = key === "place" ? placeNamed(text, names) : Object.hasOwn(names, text) ? text : "";
  if (found) return { option: found, problem: "" };
  const [problem, ofNone] = text.trim()
    ? [texts.noOption, texts.noOptionOfNone] : [texts.empty, texts.emptyOfNone];
  const values = {
    label: spec.labels?.[key] ?? key, asked: text.slice(0, LONGEST_REPEATED),
    shown: names[fallback] ?? "",
  };
  return { option: fallback, problem: fillText(fallback ? problem : ofNone, values) };
}

/**
 * Read a state, with a sentence on each part that cannot be shown.
 * @param {string} hash @param {PageSpec} spec @param {PageState} now What is shown.
 * @param {Format} format
 * @returns {{ state: PageState, problems: string[] }}
 */
export function readFragment(hash, spec, now, format) {
  const asked = new URLSearchParams(hash.slice(1)), { texts } = spec, state = openingState(spec);
  /** @type {string[]} */
  const problems = [];
  const unknown = [...new Set(asked.keys())].filter(key => !spec.keys.includes(key));
  if (unknown.length) {
    const keys = unknown.slice(0, MOST_KEYS_NAMED).map(key => key.slice(0, LONGEST_REPEATED));
    problems.push(fillText(texts.unknownKeys, { keys: keys.join(", ") }));
  }
  for (const key of spec.keys.filter(each => asked.has(each))) {
    const all = asked.getAll(key), text = all[all.length - 1];
    if (all.length > 1) problems.push(fillText(texts.repeatedKey, { key }));
    if (key === "day" || key === "against") {
      const read = readDay(text, spec, now[key], format);
      state[key] = read.day;
      const said = { asked: read.asked, shown: format.day(read.day) };
      if (read.problem) problems.push(fillText(read.problem, said));
    } else if (key === "camera") {
      state.camera = readCamera(text, spec);
      const refused = { asked: text.slice(0, LONGEST_REPEATED) };
      if (!state.camera) problems.push(fillText(texts.noCamera, refused));
    } else {
      const name = /** @type {"show" | "view" | "place"} */ (key);
      const { option, problem } = readOption(name, text, spec, state[name]);
      state[name] = option;
      if (problem) problems.push(problem);
    }
  }
  return { state, problems };
}

/**
 * Write a state; nothing of it that is the default.
 * @param {PageState} state @param {PageSpec} spec @param {Format} format
 */
export function writtenFragment({ show, day, against, view, place, camera }, spec, format) {
  const opening = openingState(spec);
  const parts = [
    show !== opening.show && `show=${show}`,
    day !== opening.day && `day=${format.iso(day)}`,
    show === PAIR_MODE && against !== opening.against && `against=${format.iso(against)}`,
    view !== opening.view && `view=${view}`,
    place && `place=${place}`,
    camera && `camera=${[camera.latitude, camera.longitude, camera.zoom].join("_")}`,
  ];
  return parts.filter(Boolean).join("&");
}
