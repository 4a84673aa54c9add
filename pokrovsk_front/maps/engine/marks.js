/* Rings, lines and outlines of areas under the names: the layers of the description that deck.gl would draw under the
   cells. */

/** @param {number[]} colour */
export const rgba = ([red, green, blue, opacity = 255]) =>
  `rgb(${red} ${green} ${blue} / ${opacity / 255})`;
/** Give what an accessor such as `@@=p` finds in a row.
 * @param {Record<string, any>} row @param {string} accessor */
export const field = (row, accessor) => row[String(accessor).replace(/^@@=/, "")];

/** @param {CanvasRenderingContext2D} context @param {Layer} layer @param {any[]} rows
 * @param {Viewport} viewport */
function circles(context, layer, rows, viewport) {
  const perUnit = layer.radiusUnits === "pixels" ? 1 : 1 / viewport.metresPerPixel;
  for (const row of rows) {
    const radius = field(row, layer.getRadius) * perUnit;
    if (!radius) continue;
    const [x, y] = viewport.project(field(row, layer.getPosition));
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    if (layer.filled !== false) {
      context.fillStyle = rgba(layer.getFillColor);
      context.fill();
    }
    if (layer.stroked) {
      context.strokeStyle = rgba(layer.getLineColor);
      context.lineWidth = typeof layer.getLineWidth === "number" ? layer.getLineWidth : 1;
      context.stroke();
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {Layer} layer @param {any[]} rows
 * @param {Viewport} viewport */
function lines(context, layer, rows, viewport) {
  context.strokeStyle = rgba(layer.getColor);
  context.lineWidth = layer.getWidth;
  for (const row of rows) {
    context.beginPath();
    context.moveTo(...viewport.project(field(row, layer.getSourcePosition)));
    context.lineTo(...viewport.project(field(row, layer.getTargetPosition)));
    context.stroke();
  }
}

/** @param {CanvasRenderingContext2D} context @param {Layer} layer @param {any[]} rows
 * @param {Viewport} viewport */
function paths(context, layer, rows, viewport) {
  context.strokeStyle = rgba(layer.getColor);
  context.lineWidth = layer.getWidth;
  context.lineJoin = "round";
  context.beginPath();
  for (const row of rows) {
    field(row, layer.getPath).forEach((/** @type {Degrees} */ point, /** @type {number} */ at) =>
      context[at ? "lineTo" : "moveTo"](...viewport.project(point)));
  }
  context.stroke();
}

/** @type {Record<string, typeof lines>} */
const DRAWERS = { ScatterplotLayer: circles, LineLayer: lines, PathLayer: paths };

/** Tell whether a layer is drawn here. @param {Layer} layer */
export function isMark(layer) {
  return layer["@@type"] in DRAWERS && layer.id !== "place-dots";
}

/** @param {CanvasRenderingContext2D} context in CSS pixels
 * @param {{ layer: Layer, rows: any[] }[]} marks the lowest first @param {Viewport} viewport */
export function drawMarks(context, marks, viewport) {
  for (const { layer, rows } of marks) DRAWERS[layer["@@type"]](context, layer, rows, viewport);
}
