// @ts-check
/* What the published maps say of each day: which stands for it, and the change between them. */

import { dateOf, dayNumberOf } from "./words.js";

/**
 * The table of all maps, one entry a map day, ascending; areas in km².
 * @typedef {object} Days
 * @property {number} first Day of the first map.
 * @property {number[]} days Days that have a map.
 * @property {number[]} total Occupied area.
 * @property {(number | null)[]} grey Grey zone, null where the map does not tell it.
 * @property {(number | null)[]} gained Came under control since the map before.
 * @property {(number | null)[]} regained Regained since the map before.
 * @property {number[]} inferred Days whose map is dated within one day.
 */

/**
 * The map that stands for a day.
 * @typedef {object} MapReading
 * @property {number} asked The day asked for.
 * @property {number} day The day of the map.
 * @property {number} total Occupied area in km².
 * @property {number | null} grey Grey zone in km², null where it is not known.
 * @property {boolean} isInferred Whether the map is dated within one day.
 */

/**
 * A stretch of days with its net change: one bar.
 * @typedef {object} DayBin
 * @property {number} first
 * @property {number} last Included.
 * @property {number} net Net change in km² over the stretch.
 * @property {number} height Net change in km² that the bar shows: of a day, a week or a month.
 * @property {number | null} gained Where the stretch lies between two maps, in km².
 * @property {number | null} regained The same.
 * @property {boolean} isExact Whether both ends have a map.
 */

/** @typedef {"day" | "week" | "month"} BarUnit */

/**
 * Position of the last map at or before a day; of the first map before it.
 * @param {Days} table
 * @param {number} day
 */
export function mapIndexOn(table, day) {
  let low = 0;
  let high = table.days.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (table.days[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The map that stands for a day: its own, or the nearest earlier one.
 * @param {Days} table
 * @param {number} day
 * @returns {MapReading}
 */
export function mapReadingOn(table, day) {
  const at = mapIndexOn(table, day);
  return {
    asked: day,
    day: table.days[at],
    total: table.total[at],
    grey: table.grey[at],
    isInferred: table.inferred.includes(table.days[at]),
  };
}

/**
 * Occupied area at the end of a day; between two maps, even from one to the other.
 * @param {Days} table
 * @param {number} day
 */
function totalBetween(table, day) {
  const at = mapIndexOn(table, day);
  const [before, after] = [table.days[at], table.days[at + 1]];
  if (after === undefined || day <= before) return table.total[at];
  const share = (day - before) / (after - before);
  return table.total[at] + share * (table.total[at + 1] - table.total[at]);
}

/**
 * First day of the week (Monday) or of the month of a day.
 * @param {number} day
 * @param {BarUnit} unit
 */
function startOfUnit(day, unit) {
  if (unit === "month") return day + 1 - dateOf(day).getUTCDate();
  const afterMonday = (dateOf(day).getUTCDay() + 6) % 7;
  return day - afterMonday;
}

/**
 * First day after the week or month that starts on a day.
 * @param {number} start
 * @param {BarUnit} unit
 */
function endOfUnit(start, unit) {
  const date = dateOf(start);
  return unit === "week" ? start + 7 : dayNumberOf(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/**
 * Change from map to map: a bar spans the days that its map stands for, at their mean.
 * @param {Days} table
 * @param {number} from
 * @param {number} to
 * @returns {DayBin[]}
 */
function binsByMap(table, from, to) {
  const found = [];
  const last = Math.min(mapIndexOn(table, to) + 1, table.days.length - 1);
  for (let at = Math.max(mapIndexOn(table, from), 1); at <= last; at++) {
    const [before, day] = [table.days[at - 1], table.days[at]];
    const net = table.total[at] - table.total[at - 1];
    found.push({
      first: before + 1,
      last: day,
      net,
      height: net / (day - before),
      gained: table.gained[at],
      regained: table.regained[at],
      isExact: true,
    });
  }
  return found;
}

/**
 * The bars of a stretch of days.
 * @param {Days} table
 * @param {number} from
 * @param {number} to Included.
 * @param {BarUnit} unit By day, by week from Monday, or by month.
 * @returns {DayBin[]}
 */
export function dayBins(table, from, to, unit) {
  if (unit === "day") return binsByMap(table, from, to);
  const maps = new Set(table.days);
  const lastDay = table.days[table.days.length - 1];
  const found = [];
  for (let start = startOfUnit(Math.max(from, table.first), unit); start <= Math.min(to, lastDay);) {
    const end = endOfUnit(start, unit);
    const first = Math.max(start, table.first + 1);
    const last = Math.min(end - 1, lastDay);
    if (last >= first) {
      const net = totalBetween(table, last) - totalBetween(table, first - 1);
      const isExact = maps.has(first - 1) && maps.has(last);
      found.push({ first, last, net, height: net, gained: null, regained: null, isExact });
    }
    start = end;
  }
  return found;
}

/**
 * Stretches of days without a map.
 * @param {Days} table
 * @param {number} from
 * @param {number} to
 * @returns {[number, number][]} First and last day of each.
 */
export function daysWithoutMap(table, from, to) {
  /** @type {[number, number][]} */
  const found = [];
  const last = mapIndexOn(table, to);
  for (let at = mapIndexOn(table, from); at <= last && at + 1 < table.days.length; at++) {
    const [before, after] = [table.days[at], table.days[at + 1]];
    if (after - before > 1) found.push([before + 1, after - 1]);
  }
  return found;
}
