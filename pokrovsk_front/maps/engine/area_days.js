// @ts-check
/* The table of all maps for one area: its own land in the place of the country's. */

/** @typedef {import("./readings.js").Days} Days */

/**
 * Land of an area, one entry whenever it changes; areas in km².
 * @typedef {object} AreaDays
 * @property {number} km2 Size of the area.
 * @property {number[]} days Days of the maps on which it changed, ascending, from the first map on.
 * @property {number[]} occupied Occupied land.
 * @property {number[]} grey Grey zone, 0 where a map does not tell it.
 */

/**
 * Make the table of an area. What was gained and regained apart is not known of it, only the net.
 * @param {Days} table Of the country.
 * @param {AreaDays} area
 * @returns {Days}
 */
export function daysOfArea(table, area) {
  let at = 0;
  const rows = table.days.map(day => {
    while (at + 1 < area.days.length && area.days[at + 1] <= day) at++;
    return at;
  });
  const unknown = table.days.map(() => null);
  return {
    ...table,
    total: rows.map(row => area.occupied[row]),
    grey: rows.map((row, map) => (table.grey[map] === null ? null : area.grey[row])),
    gained: unknown,
    regained: unknown,
  };
}
