// @ts-check
/* The window of days that a track shows: zoomed, moved, and held within the archive. */

/** @typedef {import("./bars.js").DayWindow} DayWindow */

export const OPENING_DAYS = 456; // fifteen months
const LEAST_DAYS = 28;
const MARGIN_SHARE = 0.04;

/**
 * All days of an archive, the last one whole.
 * @param {number} first
 * @param {number} last
 * @returns {DayWindow}
 */
export function wholeSpan(first, last) {
  return { from: first, to: last + 1 };
}

/**
 * A window moved and cut so that it lies within another.
 * @param {DayWindow} span
 * @param {DayWindow} whole
 * @returns {DayWindow}
 */
export function heldSpan(span, whole) {
  const length = Math.min(Math.max(span.to - span.from, LEAST_DAYS), whole.to - whole.from);
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/**
 * A window zoomed about a day that stays where it is.
 * @param {DayWindow} span
 * @param {number} factor Above 1 it shows fewer days.
 * @param {number} day
 * @param {DayWindow} whole
 */
export function zoomedSpan(span, factor, day, whole) {
  const length = Math.min(
    Math.max((span.to - span.from) / factor, LEAST_DAYS), whole.to - whole.from);
  const share = (day - span.from) / (span.to - span.from);
  return heldSpan({ from: day - share * length, to: day + (1 - share) * length }, whole);
}

/**
 * A window moved as little as it takes to show a day, with a margin; far away, centred on it.
 * @param {DayWindow} span
 * @param {number} day
 * @param {DayWindow} whole
 */
export function spanShowing(span, day, whole) {
  const length = span.to - span.from;
  const margin = length * MARGIN_SHARE;
  let from = span.from;
  if (day < span.from - length || day > span.to + length) from = day - length / 2;
  else if (day < span.from + margin) from = day - margin;
  else if (day + 1 > span.to - margin) from = day + 1 + margin - length;
  return heldSpan({ from, to: from + length }, whole);
}

/**
 * The window that a track opens with: the last fifteen months, or those around what is shown.
 * @param {number[]} days Days that must be seen, ascending.
 * @param {DayWindow} whole
 */
export function openingSpan(days, whole) {
  const [earliest, latest] = [days[0], days[days.length - 1]];
  const length = Math.max(OPENING_DAYS, (latest + 1 - earliest) / (1 - 3 * MARGIN_SHARE));
  const last = heldSpan({ from: whole.to - length, to: whole.to }, whole);
  return days.reduce((span, day) => spanShowing(span, day, whole), last);
}
