/* Which layers a moment shows: eras, and days of which a layer knows nothing. */

/** Give the day by which a layer is in its era: that which it follows first.
 * @param {Layer} layer @param {Shown} shown */
function dayOf(layer, shown) {
  return layer.follows?.[0] === "from" ? (shown.from ?? shown.day) : shown.day;
}

/** Give the days by which a row is shown: as the earlier day, and as the day.
 * @param {Layer} layer @param {Record<string, any>} row
 * @returns {[number, number, number, number]} two stretches, their ends excluded */
export function stretchesOfRow(layer, row) {
  const names = String(layer.getFilterValue ?? "").replace(/^@@=/, "").match(/\w+/g) ?? [];
  const [from, day] = ["from", "day"].map(name => {
    const at = layer.follows?.indexOf(/** @type {any} */ (name)) ?? -1;
    return at < 0 ? [-Infinity, Infinity] : [row[names[2 * at]], row[names[2 * at + 1]]];
  });
  return [from[0], from[1], day[0], day[1]];
}

/** Tell whether a row is shown of a moment.
 * @param {Layer} layer @param {Record<string, any>} row @param {Shown} shown */
export function isRowShown(layer, row, shown) {
  const [a, b, c, d] = stretchesOfRow(layer, row), from = shown.from ?? 0;
  return a <= from && from < b && c <= shown.day && shown.day < d;
}

/** Tell whether a layer is drawn of a moment; only then its data is loaded.
 * @param {Layer} layer @param {Shown} shown */
export function isInItsDays(layer, shown) {
  const day = dayOf(layer, shown);
  const [first, last] = layer.days ?? [-Infinity, Infinity];
  return first <= day && day <= last && !layer.unknown?.includes(day);
}
