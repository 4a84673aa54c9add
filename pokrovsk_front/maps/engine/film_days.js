/* The days of a video: days since 2022-01-01, as everywhere, and ISO dates, as fields have them. */
// @ts-check

const FILM_DAY_MS = 86_400_000;
const FILM_ZERO_MS = Date.UTC(2022, 0, 1);

/** @param {number} day @returns {string} such as 2025-11-07 */
export const filmIso = day => new Date(FILM_ZERO_MS + day * FILM_DAY_MS).toISOString().slice(0, 10);

/** @param {string} iso @returns {number} NaN for what is no date */
export const filmDayOf = iso => (Date.parse(iso) - FILM_ZERO_MS) / FILM_DAY_MS;

/**
 * Gives the same day of another month, or its last day where it has no such day.
 * @param {number} day
 * @param {number} months
 */
export function monthsAfter(day, months) {
  const date = new Date(FILM_ZERO_MS + day * FILM_DAY_MS), month = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const moved = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last));
  return (moved - FILM_ZERO_MS) / FILM_DAY_MS;
}

/**
 * Lists the days of a video: from the first one in steps, and always the last one.
 * @param {number} first
 * @param {number} last
 * @param {string} step `day`, `week` or `month`
 */
export function filmDays(first, last, step) {
  const days = [];
  for (let at = 1, day = first; day < last; at++) {
    days.push(day);
    day = step === "month" ? monthsAfter(first, at) : day + (step === "week" ? 7 : 1);
  }
  return [...days, last];
}
