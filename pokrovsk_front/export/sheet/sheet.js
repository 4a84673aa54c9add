/* A finished picture of a chart: headline, measure, chart and source as one SVG with its fonts.

   The same script draws it on a page, when a reader asks, and in the browser of a build. */
// @ts-check
import { arranged, arrangementsOf, chartSvg, withOwnIds } from "./chart.js";
import { fontRules, loadFonts } from "./fonts.js";
import { layoutSheet, SHEET_SHAPES } from "./layout.js";
import { escaped, textSvg } from "./lettering.js";
import { pngOf } from "./raster.js";

/** @typedef {import("./chart.js").Chart} Chart */
/**
 * What stands on a sheet beside its chart.
 * @typedef {{ figure: string, file: string, locale: string, headline: string, subtitle: string, foot: string,
 *   key: string, about: string }} Said
 */

const SANS = "'Front Sans', 'Source Sans', 'Helvetica Neue', Arial, sans-serif";
const SERIF = "'Front Serif', 'Source Serif', Georgia, serif";
/** @type {Record<string, { paper: string, ink: string, muted: string }>} */
const LOOKS = {
  light: { paper: "#ffffff", ink: "#26282c", muted: "#5a5f66" },
  dark: { paper: "#15191e", ink: "#eceef0", muted: "#b4bac1" },
};

const PNG_SCALE = 2;

/** @param {string} name */
function shapeOf(name) {
  const shape = SHEET_SHAPES.find(each => each.name === name);
  if (!shape) throw new Error(`There is no shape ${name}.`);
  return shape;
}

/**
 * Draws a sheet.
 * @param {Chart} chart in the colours of the scheme
 * @param {Said} said
 * @param {string} shapeName
 * @param {string} scheme
 * @returns {Promise<string>} the SVG
 */
export async function sheetSvg(chart, said, shapeName, scheme) {
  await loadFonts();
  const shape = shapeOf(shapeName);
  const look = { ...LOOKS[scheme], sans: SANS, serif: SERIF };
  const ways = arrangementsOf(chart).map(way => (
    { way, laid: layoutSheet(shape, said, look, way) }));
  // The way that leaves the largest letters; the page's where others are no better.
  const best = ways.reduce((one, other) =>
    other.laid.chart.scale > one.laid.chart.scale ? other : one);
  const { blocks, chart: area } = best.laid;
  const [wide, high] = [area.width, area.height].map(each => Math.round(each / area.scale));
  const drawn = await chartSvg(arranged(chart, best.way), wide, high, SANS);
  withOwnIds(drawn, `${said.figure}-`);
  drawn.removeAttribute("style");
  const place = { x: area.x, y: area.y, width: area.width, height: area.height,
    viewBox: `0 0 ${wide} ${high}` };
  for (const [name, value] of Object.entries(place)) drawn.setAttribute(name, String(value));
  drawn.setAttribute("class", "chart");
  const { width, height } = shape, name = said.figure;
  const inner = new XMLSerializer().serializeToString(drawn);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" `
    + `viewBox="0 0 ${width} ${height}" role="img" lang="${said.locale}" `
    + `aria-labelledby="${name}-title ${name}-desc">`
    + `<title id="${name}-title">${escaped(said.headline)}</title>`
    + `<desc id="${name}-desc">${escaped(said.about)}</desc>`
    + `<style>${fontRules()}</style>`
    + `<rect width="${width}" height="${height}" fill="${look.paper}"/>`
    + blocks.map(({ type, lines, x, y }) => textSvg(type, lines, x, y)).join("")
    + `${inner}</svg>\n`;
}

/**
 * Draws the SVG of a sheet as PNG.
 * @param {string} svg
 * @param {string} shapeName
 */
export function sheetPng(svg, shapeName) {
  const { width, height } = shapeOf(shapeName);
  return pngOf(svg, width, height, PNG_SCALE);
}
