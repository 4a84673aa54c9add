/* Which layers a moment shows: eras, and days of which a layer knows nothing. */

/** Give the day by which a layer is in its era: that which it follows first.
 * @param {Layer} layer @param {Shown} shown */
function dayOf(layer, shown) {
  return layer.follows?.[0] === "from" ? (shown.from ?? shown.day) : shown.day;
}

/** Give what reads of a row the days by which it is shown: as the earlier day, and as the day.
 * @param {Layer} layer
 * @returns {(row: Record<string, any>) => [number, number, number, number]} two stretches, their
 *   ends excluded */
export function stretchReader(layer) {
  const names = String(layer.getFilterValue ?? "").replace(/^@@=/, "").match(/\w+/g) ?? [];
  const [from, day] = ["from", "day"].map(
    name => 2 * (layer.follows?.indexOf(/** @type {any} */ (name)) ?? -1));
  /** @param {Record<string, any>} row @param {number} at @param {number} open */
  const field = (row, at, open) => (at < 0 ? open : row[names[at]]);
  return row => [
    field(row, from, -Infinity), field(row, from < 0 ? from : from + 1, Infinity),
    field(row, day, -Infinity), field(row, day < 0 ? day : day + 1, Infinity),
  ];
}

/** Tell whether a layer is drawn of a moment; only then its data is loaded.
 * @param {Layer} layer @param {Shown} shown */
export function isInItsDays(layer, shown) {
  const day = dayOf(layer, shown);
  const [first, last] = layer.days ?? [-Infinity, Infinity];
  return first <= day && day <= last && !layer.unknown?.includes(day);
}
