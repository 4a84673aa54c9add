/* A still of a chart: an SVG that stands in a page, drawn before anyone reads it.

   Its letters are in the fonts of the page, and its colours are variables of the page, so that one
   drawing serves both schemes. What Plotly writes for its own use is left out. */
// @ts-check
import { chartSvg } from "./chart.js";
import { loadFonts } from "./fonts.js";

/** @typedef {import("./chart.js").Chart} Chart */

/** What a style says anyway. @type {Record<string, string>} */
const IMPLIED = {
  "fill-opacity": "1", "stroke-opacity": "1", opacity: "1", "vector-effect": "none",
  "font-style": "normal", "font-variant": "normal", "font-weight": "normal",
  "text-shadow": "none", "text-decoration-line": "none", "text-transform": "none",
  "stroke-miterlimit": "2", "white-space": "pre",
};
/** What no still needs: a page has its fonts, and nothing answers to a pointer. */
const DROPPED_STYLES = ["font-family", "pointer-events", "cursor", "user-select"];
/** A path that is one straight line has nothing to fill. */
const LINE = /^M[^a-zA-Z]+[hHvVlL][^a-zA-Z]+$/;
const DROPPED = ["class", "data-unformatted", "data-math", "data-index", "pointer-events"];
const NEEDED_WITHOUT_CONTENT = "path, rect, circle, use, image, text, tspan, line, polygon";

/** @param {SVGElement} shape */
function isEmpty(shape) {
  return shape.localName === "path" ? !shape.getAttribute("d") : shape.getAttribute("width") === "0";
}

/** @param {SVGElement} shape */
function hasNoInk({ style }) {
  const isFilled = style.fill !== "none" && style.fillOpacity !== "0";
  const isDrawn = style.stroke && style.stroke !== "none" && style.strokeWidth !== "0px"
    && style.strokeOpacity !== "0";
  return style.fill !== "" && !isFilled && !isDrawn;
}

/** @param {Element} drawn */
function withoutWhatIsNotSeen(drawn) {
  for (const each of drawn.querySelectorAll("rect, path")) {
    const shape = /** @type {SVGElement} */ (each);
    const isClip = each.closest("clipPath, pattern") !== null;
    if (!isClip && (isEmpty(shape) || hasNoInk(shape))) each.remove();
  }
  const used = new Set(drawn.outerHTML.match(/#[^"')]+/g));
  for (const each of drawn.querySelectorAll("clipPath, pattern")) {
    if (!used.has(`#${each.id}`)) each.remove();
  }
  // The inner first: what held only empty groups is one.
  for (const each of [...drawn.querySelectorAll("g, defs")].reverse()) {
    if (!each.querySelector(`${NEEDED_WITHOUT_CONTENT}, clipPath, pattern`)) each.remove();
  }
}

/** @param {Element} drawn */
function inFewWords(drawn) {
  for (const each of drawn.querySelectorAll("*")) {
    for (const name of DROPPED) each.removeAttribute(name);
    if (!each.matches("clipPath, pattern")) each.removeAttribute("id");
    const { style } = /** @type {SVGElement} */ (each);
    if (style.fillOpacity === "0" || LINE.test(each.getAttribute("d") ?? "")) {
      style.fill = "none";
      style.removeProperty("fill-opacity");
    }
    if (style.strokeOpacity === "0") {
      for (const name of ["stroke", "stroke-opacity", "stroke-width"]) style.removeProperty(name);
    }
    for (const name of DROPPED_STYLES) style.removeProperty(name);
    for (const [name, value] of Object.entries(IMPLIED)) {
      if (style.getPropertyValue(name) === value) style.removeProperty(name);
    }
    if (each.getAttribute("style") === "") each.removeAttribute("style");
  }
}

/** Names the parts that others refer to by their order: Plotly takes chance.
 * @param {string} text @param {string} prefix */
function withIdsInOrder(text, prefix) {
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(found => found[1]);
  return ids.reduce((changed, id, at) => changed
    .replaceAll(`id="${id}"`, `id="${prefix}${at}"`)
    .replaceAll(new RegExp(`url\\((?:'|&quot;|")?#${id}(?:'|&quot;|")?\\)`, "g"),
      `url(#${prefix}${at})`), text);
}

/** @param {string} text @param {string[]} colours */
function withVariables(text, colours) {
  return colours.reduce((changed, hex) => {
    const [red, green, blue] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
    const variable = `var(--c-${hex.slice(1)})`;
    return changed.replaceAll(`rgb(${red}, ${green}, ${blue})`, variable)
      .replaceAll(hex, variable);
  }, text);
}

/**
 * Draws a chart in the light colours as a still.
 * @param {Chart} chart
 * @param {string} name begins the ids of its parts; no other still of a page may have it
 * @param {number} width
 * @param {string} family fonts of the page, in which it is measured
 * @param {string[]} colours those that are variables of the page
 * @returns {Promise<string>}
 */
export async function stillSvg(chart, name, width, family, colours) {
  await loadFonts();
  const height = chart.layout.height;
  const drawn = await chartSvg(chart, width, height, family);
  withoutWhatIsNotSeen(drawn);
  inFewWords(drawn);
  const inner = withIdsInOrder(drawn.innerHTML, `${name}-`)
    .replaceAll(' xmlns="http://www.w3.org/2000/svg"', "");
  return `<svg viewBox="0 0 ${width} ${height}" class="still still-${width}" aria-hidden="true">`
    + `${withVariables(inner, colours)}</svg>`;
}
