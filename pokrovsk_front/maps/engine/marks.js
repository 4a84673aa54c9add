/* Rings, lines and outlines of areas under the names: the layers of the description that deck.gl would draw under the
   cells. */

/** @typedef {import("./placing.js").Box} Box */

const PLACE_DOT_PX = 2;
const RING_ROOM_PX = 3; // a name that touches the ring of another place looks like its name
const [LINE_STEP_PX, LINE_ROOM_PX] = [12, 5];

/** @param {number[]} colour */
export const rgba = ([red, green, blue, opacity = 255]) =>
  `rgb(${red} ${green} ${blue} / ${opacity / 255})`;
/** Give what an accessor such as `@@=p` finds in a row.
 * @param {Record<string, any>} row @param {string} accessor */
export const field = (row, accessor) => row[String(accessor).replace(/^@@=/, "")];

/** @param {CanvasRenderingContext2D} context @param {Layer} layer @param {any[]} rows
 * @param {Viewport} viewport */
function circles(context, layer, rows, viewport) {
  // A ring in pixels marks a place: it has a dot, whether the name of the place finds room or not.
  const isInPixels = layer.radiusUnits === "pixels", perUnit = isInPixels ? 1 : 1 / viewport.metresPerPixel;
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
    if (!isInPixels) continue;
    context.fillStyle = rgba(layer.getLineColor);
    context.beginPath();
    context.arc(x, y, PLACE_DOT_PX, 0, 2 * Math.PI);
    context.fill();
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
  return layer["@@type"] in DRAWERS;
}

/** Give boxes along lines and round rings, which names avoid.
 * @param {{ layer: Layer, rows: any[] }[]} marks @param {Viewport} viewport
 * @returns {{ avoided: Box[], rings: Box[] }} in CSS pixels */
export function boxesOfMarks(marks, viewport) {
  const point = (/** @type {any} */ row, /** @type {string} */ accessor) =>
    viewport.project(field(row, accessor));
  const rings = marks.filter(({ layer }) => layer.radiusUnits === "pixels").flatMap(
    ({ layer, rows }) => rows.map(row => boxRound(
      point(row, layer.getPosition), field(row, layer.getRadius) + RING_ROOM_PX)));
  const avoided = marks.filter(({ layer }) => layer["@@type"] === "LineLayer").flatMap(
    ({ layer, rows }) => rows.flatMap(row => boxesAlong(
      point(row, layer.getSourcePosition), point(row, layer.getTargetPosition))));
  return { avoided, rings };
}

/** @param {Pixels} from @param {Pixels} to @returns {Box[]} its ends left out */
function boxesAlong(from, to) {
  const steps = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / LINE_STEP_PX));
  return Array.from({ length: steps - 1 }, (_, at) => {
    const share = (at + 1) / steps;
    return boxRound([0, 1].map(axis => from[axis] + (to[axis] - from[axis]) * share), LINE_ROOM_PX);
  });
}

/** @param {number[]} at @param {number} reach @returns {Box} */
const boxRound = ([x, y], reach) => [x - reach, y - reach, x + reach, y + reach];

/** @param {CanvasRenderingContext2D} context in CSS pixels
 * @param {{ layer: Layer, rows: any[] }[]} marks the lowest first @param {Viewport} viewport */
export function drawMarks(context, marks, viewport) {
  for (const { layer, rows } of marks) DRAWERS[layer["@@type"]](context, layer, rows, viewport);
}
