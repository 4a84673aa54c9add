/* A chart as SVG at a size, as Plotly draws it: without title, and with nothing around it. */
// @ts-check

/** @typedef {{ data: any[], layout: any }} Chart */

/**
 * A way to set a chart: the size that it needs, and the parts of its layout that differ, if any do.
 * @typedef {{ width: number, height: number, layout?: Record<string, any> }} Arrangement
 */

const DEFAULT_SIZE = { width: 560, height: 400 };

/**
 * Lists the ways to set a chart: that of the page, and those in `layout.meta`, such as with its
 * panels in more columns.
 * @param {Chart} chart
 * @returns {Arrangement[]}
 */
export function arrangementsOf({ layout }) {
  const own = { ...DEFAULT_SIZE, height: layout.height ?? DEFAULT_SIZE.height };
  return [own, ...layout.meta?.arrangements ?? []];
}

/** @param {Chart} chart @param {Arrangement} arrangement @returns {Chart} the chart set so */
export function arranged({ data, layout }, arrangement) {
  const changed = Object.entries(arrangement.layout ?? {})
    .map(([name, part]) => [name, { ...layout[name], ...part }]);
  return { data, layout: { ...layout, ...Object.fromEntries(changed) } };
}

/**
 * Draws a chart; fonts must be there, or its labels are measured wrong.
 * @param {Chart} chart
 * @param {number} width
 * @param {number} height
 * @param {string} family of all its letters
 * @returns {Promise<SVGSVGElement>}
 */
export async function chartSvg(chart, width, height, family) {
  const plotly = /** @type {any} */ (globalThis).Plotly;
  const layout = {
    ...chart.layout, width, height, autosize: false, title: undefined,
    paper_bgcolor: "rgba(0,0,0,0)", font: { ...chart.layout.font, family },
  };
  const text = await plotly.toImage(
    { data: chart.data, layout }, { format: "svg", width, height, imageDataOnly: true });
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  return /** @type {any} */ (parsed.documentElement);
}

/**
 * Makes ids of a drawing its own: several may stand in one page.
 * @param {Element} drawn
 * @param {string} prefix
 */
export function withOwnIds(drawn, prefix) {
  for (const each of drawn.querySelectorAll("[id]")) each.id = prefix + each.id;
  for (const each of [drawn, ...drawn.querySelectorAll("*")]) {
    for (const attribute of each.attributes) {
      if (attribute.value.includes("#")) {
        attribute.value = attribute.value.replace(/url\((["']?)#/g, `url($1#${prefix}`);
      }
      if (attribute.name.endsWith("href") && attribute.value.startsWith("#")) {
        attribute.value = `#${prefix}${attribute.value.slice(1)}`;
      }
    }
  }
}
