/* Which layers a moment shows: eras, and days of which a layer knows nothing. */

/** Give the day by which a layer is in its era: that which it follows first.
 * @param {Layer} layer @param {Shown} shown */
function dayOf(layer, shown) {
  return layer.follows?.[0] === "from" ? (shown.from ?? shown.day) : shown.day;
}

/** Tell whether a layer is drawn of a moment; only then its data is loaded.
 * @param {Layer} layer @param {Shown} shown */
export function isInItsDays(layer, shown) {
  const day = dayOf(layer, shown);
  const [first, last] = layer.days ?? [-Infinity, Infinity];
  return first <= day && day <= last && !layer.unknown?.includes(day);
}
