// @ts-check
/* Land gained and regained between two days, to the last digit of the cells' exact shares.

   It is the arithmetic of `model.changes.change_between`: a cell that both gained and lost between
   the days shows its net only. */

import { runningSums } from "./cities.js";

/**
 * Changes of cells by day.
 * @typedef {object} StoredChanges
 * @property {number} unit Of `more`, in km².
 * @property {number[]} day Steps from the day of one change to that of the next.
 * @property {number[]} cell Steps of the number of the cell.
 * @property {number[]} more How much more of the cell is occupied.
 */

/** @type {WeakMap<StoredChanges, { day: number[], cell: number[] }>} */
const decodedChanges = new WeakMap();

/** @param {StoredChanges} part */
function decodedPart(part) {
  const known = decodedChanges.get(part);
  if (known) return known;
  const made = { day: runningSums(part.day), cell: runningSums(part.cell) };
  decodedChanges.set(part, made);
  return made;
}

/**
 * Name the parts that two days need.
 * @param {number} from @param {number} to
 * @param {{ eraFirst: number, early: string, recent: string }} stored
 */
export function partsBetween(from, to, { eraFirst, early, recent }) {
  return [...(from < eraFirst ? [early] : []), ...(to > eraFirst ? [recent] : [])];
}

/**
 * Measure what was gained and what was regained from the map of one day to that of another.
 * @param {StoredChanges[]} parts @param {number} from @param {number} to
 */
export function changeBetween(parts, from, to) {
  /** @type {Map<number, number>} */
  const net = new Map();
  for (const part of parts) {
    const { day, cell } = decodedPart(part);
    for (let at = 0; at < day.length && day[at] <= to; at++) {
      if (day[at] > from) net.set(cell[at], (net.get(cell[at]) ?? 0) + part.more[at]);
    }
  }
  let [gained, regained] = [0, 0];
  for (const units of net.values()) {
    if (units > 0) gained += units;
    else regained -= units;
  }
  const unit = parts[0]?.unit ?? 1;
  return { gained: gained * unit, regained: regained * unit };
}
