/* Marks on the 2D canvas above the cells: rings, lines, dots and their names.

   They are the layers of the description that deck.gl would draw under the cells. */

const css = ([red, green, blue, opacity = 255]) => `rgb(${red} ${green} ${blue} / ${opacity / 255})`;
const field = (row, accessor) => row[String(accessor).replace(/^@@=/, "")];
const ANCHORS = { start: "left", middle: "center", end: "right" };
const HIT_PX = 14;
const LINE_HEIGHT = 1.2;

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
      context.fillStyle = css(layer.getFillColor);
      context.fill();
    }
    if (layer.stroked) {
      context.strokeStyle = css(layer.getLineColor);
      context.lineWidth = typeof layer.getLineWidth === "number" ? layer.getLineWidth : 1;
      context.stroke();
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {Layer} layer @param {any[]} rows
 * @param {Viewport} viewport */
function lines(context, layer, rows, viewport) {
  context.strokeStyle = css(layer.getColor);
  context.lineWidth = layer.getWidth;
  for (const row of rows) {
    context.beginPath();
    context.moveTo(...viewport.project(field(row, layer.getSourcePosition)));
    context.lineTo(...viewport.project(field(row, layer.getTargetPosition)));
    context.stroke();
  }
}

/** @param {CanvasRenderingContext2D} context @param {Layer} layer @param {any[]} rows
 * @param {Viewport} viewport @param {Record<string, Colour>} palette */
function names(context, layer, rows, viewport, palette) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = css(layer.outlineColor);
  for (const row of rows) {
    const given = typeof layer.getSize === "number" ? layer.getSize : field(row, layer.getSize);
    const size = layer.sizeUnits === "meters"
      ? Math.min(given / viewport.metresPerPixel, layer.sizeMaxPixels) : given;
    const [x, y] = viewport.project(field(row, layer.getPosition));
    const [right, down] = Array.isArray(layer.getPixelOffset)
      ? layer.getPixelOffset : field(row, layer.getPixelOffset);
    const rowsOfText = String(field(row, layer.getText)).split("\n");
    context.font = `${layer.fontWeight ?? 400} ${size}px Arial, sans-serif`;
    context.textAlign = layer.getTextAnchor ? ANCHORS[field(row, layer.getTextAnchor)] : "center";
    context.fillStyle = css(row.q ? palette.regionText : palette.labelText);
    rowsOfText.forEach((text, at) => {
      const top = y + down + (at - (rowsOfText.length - 1) / 2) * size * LINE_HEIGHT;
      context.strokeText(text, x + right, top);
      context.fillText(text, x + right, top);
    });
  }
}

const DRAWERS = { ScatterplotLayer: circles, LineLayer: lines, TextLayer: names };

/** Tell whether a layer is drawn here. @param {Layer} layer */
export function isMark(layer) {
  return layer["@@type"] in DRAWERS;
}

/** @param {HTMLCanvasElement} canvas */
export function createMarks(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  /** @type {{ layer: Layer, rows: any[] }[]} */
  let drawn = [];
  let palette = {};
  return {
    /** @param {{ layer: Layer, rows: any[] }[]} layers the lowest first
     * @param {Record<string, Colour>} colours */
    update: (layers, colours) => { [drawn, palette] = [layers, colours]; },

    /** @param {Viewport} viewport */
    draw: viewport => {
      const scale = canvas.width / viewport.width;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.clearRect(0, 0, viewport.width, viewport.height);
      for (const { layer, rows } of drawn) {
        DRAWERS[layer["@@type"]](context, layer, rows, viewport, palette);
      }
    },

    /** Give the place whose dot is at a point, or null.
     * @param {Pixels} at @param {Viewport} viewport @returns {string | null} */
    placeAt: ([x, y], viewport) => {
      let nearest = null, least = HIT_PX;
      for (const { layer, rows } of drawn) {
        for (const row of layer.pickable ? rows : []) {
          const [dotX, dotY] = viewport.project(field(row, layer.getPosition));
          const distance = Math.hypot(dotX - x, dotY - y);
          if (row.i && distance < least) [nearest, least] = [row.i, distance];
        }
      }
      return nearest;
    },
  };
}
