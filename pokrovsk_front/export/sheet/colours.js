/* Colours of a chart in the other scheme: each has one counterpart. */
// @ts-check

/** @type {Record<string, string>} */
let darkByLight = {};

/** @param {Record<string, string>} pairs the dark colour of each light one */
export function useColours(pairs) {
  darkByLight = pairs;
}

/**
 * Gives a chart in a scheme, whichever it was drawn in.
 * @template T
 * @param {T} chart
 * @param {string} scheme
 * @returns {T}
 */
export function inScheme(chart, scheme) {
  const pairs = Object.entries(darkByLight)
    .map(pair => scheme === "dark" ? pair : pair.toReversed());
  /** @param {any} value @returns {any} */
  const changed = value => {
    if (typeof value === "string") {
      // A text of a chart may colour a part of itself.
      return value.includes("#")
        ? pairs.reduce((text, [from, to]) => text.replaceAll(from, to), value) : value;
    }
    if (Array.isArray(value)) return value.map(changed);
    if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changed(each)]));
  };
  return changed(chart);
}
