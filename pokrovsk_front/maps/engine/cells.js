/* Hexagons on a WebGL2 canvas of their own: a step of the day changes a uniform and draws this alone.

   Each corner has its place, relative to an origin near Pokrovsk, and the days on which its cell
   is shown. A cell that is not shown is moved out of sight by the vertex shader. */

import { stretchReader } from "./days.js";
import { cornersOf } from "./hexagons.js";
import { createJoinedLand } from "./joined_land.js";
import { ORIGIN, squareKm, unitKm2, worldOf } from "./projection.js";

/* Corners that neighbours share are rounded to one place, about 0.6 m: no seam shows. */
const STEPS_A_UNIT = 2 ** 17;
const [LEAST, GREATEST] = [-32768, 32767];
const FLOATS = 2, SHORTS = 4;
/* What tests read back of a corner: whether it is shown, and red, green, blue and opacity. */
const READ_BACK = ["isShown", "colour"], READ_FLOATS = 5;
const shareOf = (/** @type {number} */ part) => part / 255;
/* From afar, where the gaps between cells set apart would be noise, dots on one grid stand for them. */
const DOTS_EVERY_PX = 4, DOT_RADIUS_PX = 1.7;
const SOFTWARE = /swiftshader|llvmpipe|software/i;

const VERTEX = `#version 300 es
in vec2 corner;
in vec4 days;
uniform vec4 camera;
uniform vec2 shown;
uniform vec4 firstColour;
uniform vec4 lastColour;
uniform vec2 rampDays;
flat out vec4 colour;
flat out float isShown;
void main() {
  isShown = days.x <= shown.x && shown.x < days.y && days.z <= shown.y && shown.y < days.w ? 1. : 0.;
  float share = clamp((days.z - rampDays.x) / (rampDays.y - rampDays.x), 0., 1.);
  colour = mix(firstColour, lastColour, share);
  colour.rgb *= colour.a;
  vec2 place = (corner - camera.xy) * camera.zw;
  gl_Position = isShown > 0. ? vec4(place, 0., 1.) : vec4(2., 2., 2., 1.);
}`;
const FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 colour;
uniform vec4 dots;
out vec4 pixel;
void main() {
  vec2 place = mod(gl_FragCoord.xy - dots.zw, dots.x) - dots.x / 2.;
  if (dots.y > 0. && length(place) > dots.y) discard;
  pixel = colour;
}`;

/** Write a colour of which red, green and blue are times the opacity, each 0 to 1, in hexadecimal.
 * @param {Float32Array} colour */
function hexOf([red, green, blue, opacity]) {
  const parts = [...[red, green, blue].map(part => part / opacity), opacity];
  return parts.map(part => Math.round(255 * part).toString(16).padStart(2, "0")).join("");
}

/** Tell whether a browser draws WebGL without a graphics card, where smooth edges cost too much. */
function isSoftware() {
  const gl = document.createElement("canvas").getContext("webgl2");
  const names = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = names ? String(gl?.getParameter(names.UNMASKED_RENDERER_WEBGL)) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return SOFTWARE.test(name);
}

/** Make the corners, days and triangles of cells.
 * @param {Layer} layer @param {Record<string, any>[]} rows */
export function makeMesh(layer, rows) {
  const coverage = layer.coverage ?? 1, stretchOf = stretchReader(layer);
  const rings = rows.map(row => cornersOf(row.h));
  const count = rings.reduce((sum, ring) => sum + ring.length, 0);
  const places = new Float32Array(FLOATS * count), days = new Int16Array(SHORTS * count);
  const triangles = new Uint32Array(3 * (count - 2 * rows.length));
  const firsts = new Uint32Array(rows.length + 1), middles = new Float64Array(2 * rows.length);
  const km2 = new Float64Array(rows.length);
  let at = 0, triangle = 0;
  rings.forEach((ring, row) => {
    const stretch = stretchOf(rows[row]).map(day => Math.min(Math.max(day, LEAST), GREATEST));
    const [x, y] = [0, 1].map(
      axis => ring.reduce((sum, each) => sum + each[axis], 0) / ring.length);
    /** @param {number} corner @param {number} middle @param {number} axis */
    const rounded = (corner, middle, axis) =>
      Math.round((middle + (corner - middle) * coverage - ORIGIN[axis]) * STEPS_A_UNIT) / STEPS_A_UNIT;
    middles.set([x - ORIGIN[0], y - ORIGIN[1]], 2 * row);
    km2[row] = squareKm(ring);
    firsts[row] = at;
    for (let third = 2; third < ring.length; third++) {
      triangles.set([at, at + third - 1, at + third], triangle);
      triangle += 3;
    }
    for (const corner of ring) {
      places[FLOATS * at] = rounded(corner[0], x, 0);
      places[FLOATS * at + 1] = rounded(corner[1], y, 1);
      days.set(stretch, SHORTS * at);
      at++;
    }
  });
  firsts[rows.length] = at;
  return { places, days, triangles, firsts, rows, middles, km2 };
}

/** List which rows of a mesh are shown of a moment.
 * @param {ReturnType<typeof makeMesh>} mesh @param {Shown} shown @returns {number[]} */
export function shownRows({ days, firsts, rows }, { day, from }) {
  const found = [];
  for (let row = 0; row < rows.length; row++) {
    const at = SHORTS * firsts[row], before = from ?? 0;
    const isShown = days[at] <= before && before < days[at + 1]
      && days[at + 2] <= day && day < days[at + 3];
    if (isShown) found.push(row);
  }
  return found;
}

/** Find the rows of the cell at a point: the one whose middle is nearest, no farther than a side of
 * the hexagon.
 * @param {ReturnType<typeof makeMesh>} mesh @param {Degrees} point */
function rowsOfCellAt({ rows, middles, km2 }, point) {
  const [x, y] = worldOf(point).map((part, axis) => part - ORIGIN[axis]);
  let nearest = -1, least = Infinity;
  for (let at = 0; at < rows.length; at++) {
    const away = (middles[2 * at] - x) ** 2 + (middles[2 * at + 1] - y) ** 2;
    if (away < least) [nearest, least] = [at, away];
  }
  if (nearest < 0) return [];
  const reach = (2 * km2[nearest]) / (3 * Math.sqrt(3));
  const isInside = least * unitKm2(point) <= reach;
  return isInside ? rows.filter(row => row.h === rows[nearest].h) : [];
}

/** @param {WebGL2RenderingContext} gl @param {string} vertex @param {string} fragment */
function makeProgram(gl, vertex, fragment) {
  const program = /** @type {WebGLProgram} */ (gl.createProgram());
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(Number(kind)));
    gl.shaderSource(shader, String(text));
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, "corner");
  gl.bindAttribLocation(program, 1, "days");
  // Read back by `shownCells`; it costs nothing while nobody does.
  if (vertex === VERTEX) gl.transformFeedbackVaryings(program, READ_BACK, gl.INTERLEAVED_ATTRIBS);
  gl.linkProgram(program);
  return program;
}

/** @param {WebGL2RenderingContext} gl */
function makeCellProgram(gl) {
  const program = makeProgram(gl, VERTEX, FRAGMENT);
  const at = (/** @type {string} */ name) => gl.getUniformLocation(program, name);
  return {
    program, camera: at("camera"), shown: at("shown"), firstColour: at("firstColour"),
    lastColour: at("lastColour"), rampDays: at("rampDays"), dots: at("dots"),
  };
}

/** Take a mesh to the graphics card.
 * @param {WebGL2RenderingContext} gl @param {ReturnType<typeof makeMesh>} mesh */
function upload(gl, mesh) {
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  const buffers = [
    [gl.ARRAY_BUFFER, mesh.places], [gl.ARRAY_BUFFER, mesh.days],
    [gl.ELEMENT_ARRAY_BUFFER, mesh.triangles],
  ].map(([target, data], at) => {
    const buffer = gl.createBuffer();
    gl.bindBuffer(Number(target), buffer);
    gl.bufferData(Number(target), /** @type {any} */ (data), gl.STATIC_DRAW);
    if (at === 0) gl.vertexAttribPointer(0, FLOATS, gl.FLOAT, false, 0, 0);
    if (at === 1) gl.vertexAttribPointer(1, SHORTS, gl.SHORT, false, 0, 0);
    if (at < 2) gl.enableVertexAttribArray(at);
    return buffer;
  });
  gl.bindVertexArray(null);
  return { array, buffers, mesh };
}

/** Read from the graphics card which cells of a mesh its vertex shader shows, and in which colour.
 * @param {WebGL2RenderingContext} gl @param {ReturnType<typeof upload>} loaded
 * @returns {[string, string][]} cell and colour, such as `ebaa54eb` */
function readShown(gl, { array, mesh }) {
  const count = mesh.places.length / FLOATS, found = new Float32Array(READ_FLOATS * count);
  const target = gl.createBuffer();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, target);
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, found.byteLength, gl.STREAM_READ);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, target);
  gl.enable(gl.RASTERIZER_DISCARD);
  gl.beginTransformFeedback(gl.POINTS);
  gl.drawArrays(gl.POINTS, 0, count);
  gl.endTransformFeedback();
  gl.disable(gl.RASTERIZER_DISCARD);
  gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, found);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, null);
  gl.deleteBuffer(target);
  gl.bindVertexArray(null);
  return mesh.rows.flatMap(({ h }, row) => {
    const at = READ_FLOATS * mesh.firsts[row];
    return found[at] > 0 ? [[h, hexOf(found.subarray(at + 1, at + READ_FLOATS))]] : [];
  });
}

/** Tell whether cells have one colour, that of land beside them.
 * @param {Layer} layer @param {number[]} [colour] */
export function isJoined(layer, colour) {
  return !layer.ramp && String(layer.getFillColor) === String(colour);
}

/** A layer and its mesh, which is made once for a key.
 * @typedef {{ layer: Layer, key: string, make: () => ReturnType<typeof makeMesh> }} CellLayer
 */

/** Draw cells on a canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {{ onRestored: () => void }} options called when the graphics card is there again
 * @returns nothing where the browser has no WebGL */
export function createCells(canvas, { onRestored }) {
  const gl = canvas.getContext("webgl2", { antialias: !isSoftware(), depth: false });
  if (!gl) return undefined;
  const makeLand = () => createJoinedLand(gl, (vertex, fragment) => makeProgram(gl, vertex, fragment));
  let uniforms = makeCellProgram(gl), joinedLand = makeLand();
  /** @type {import("./joined_land.js").JoinedLand | undefined} */
  let land;
  /** @type {Map<string, ReturnType<typeof upload>>} */
  const loaded = new Map();
  /** @type {{ layer: Layer, key: string }[]} */
  let drawn = [];

  /** Take a mesh to the graphics card, once. */
  const load = (/** @type {string} */ key, /** @type {CellLayer["make"]} */ make) => {
    const found = loaded.get(key) ?? upload(gl, make());
    loaded.set(key, found);
    return found;
  };

  const lost = (/** @type {Event} */ event) => event.preventDefault();
  const restored = () => {
    [uniforms, joinedLand] = [makeCellProgram(gl), makeLand()];
    for (const [key, { mesh }] of loaded) loaded.set(key, upload(gl, mesh));
    onRestored();
  };
  canvas.addEventListener("webglcontextlost", lost);
  canvas.addEventListener("webglcontextrestored", restored);

  /** @param {Layer} layer @param {Shown} shown */
  const setUniforms = (layer, shown) => {
    const { ramp } = layer, fill = layer.getFillColor;
    gl.uniform2f(uniforms.shown, shown.from ?? 0, shown.day);
    gl.uniform4fv(uniforms.firstColour, (ramp?.first ?? fill).map(shareOf));
    gl.uniform4fv(uniforms.lastColour, (ramp?.last ?? fill).map(shareOf));
    gl.uniform2f(uniforms.rampDays, ramp?.firstDay ?? 0, ramp?.lastDay ?? 1);
  };

  return {
    /** Set what is drawn, the lowest first.
     * @param {CellLayer[]} layers
     * @param {import("./joined_land.js").JoinedLand} [under] land under the cells of its colour */
    update: (layers, under) => {
      drawn = layers;
      land = under;
      for (const { key, make } of layers) load(key, make);
    },

    /** @param {Viewport} viewport @param {Shown} shown */
    draw: (viewport, shown) => {
      if (gl.isContextLost()) return;
      const { width, height, zoom, longitude, latitude } = viewport, scale = 2 ** zoom;
      const [x, y] = worldOf([longitude, latitude]);
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.disable(gl.BLEND);
      if (land) joinedLand.draw(viewport, land);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.useProgram(uniforms.program);
      gl.uniform4f(uniforms.camera, x - ORIGIN[0], y - ORIGIN[1],
        (2 * scale) / width, (-2 * scale) / height);
      for (const { layer, key } of drawn) {
        const found = loaded.get(key);
        if (!found) continue;
        setUniforms(layer, shown);
        // Twice the same colour is that colour, not a darker one.
        gl.blendEquation(isJoined(layer, land?.colour) ? gl.MAX : gl.FUNC_ADD);
        const grid = canvas.width / width;
        gl.uniform4f(uniforms.dots, DOTS_EVERY_PX * grid,
          zoom < (layer.apartFrom ?? 0) ? DOT_RADIUS_PX * grid : 0,
          Math.round((width / 2 - (x - ORIGIN[0]) * scale) * grid),
          Math.round(canvas.height - (height / 2 - (y - ORIGIN[1]) * scale) * grid));
        gl.bindVertexArray(found.array);
        gl.drawElements(gl.TRIANGLES, found.mesh.triangles.length, gl.UNSIGNED_INT, 0);
      }
      gl.blendEquation(gl.FUNC_ADD);
      gl.bindVertexArray(null);
    },

    /** Find the rows of the cells at a point, by layer.
     * @param {Degrees} point @returns {{ layerId: string, rows: Record<string, any>[] }[]} */
    rowsAt: point => drawn.flatMap(({ layer, key }) => {
      const found = loaded.get(key);
      return found ? [{ layerId: layer.id, rows: rowsOfCellAt(found.mesh, point) }] : [];
    }),

    /** Sum the areas of cells that are shown of a moment, in km2, drawn or not.
     * @param {CellLayer[]} layers @param {Shown} shown */
    areaOf: (layers, shown) => {
      let sum = 0;
      for (const { key, make } of layers) {
        const { mesh } = load(key, make);
        for (const row of shownRows(mesh, shown)) sum += mesh.km2[row];
      }
      return sum;
    },

    /** Read back what the graphics card shows of a moment, by layer, each cell with its colour; for tests.
     * @param {Shown} shown @returns {Record<string, [string, string][]>} */
    shownCells: shown => {
      gl.useProgram(uniforms.program);
      /** @type {Record<string, [string, string][]>} */
      const cells = {};
      for (const { layer, key } of drawn) {
        setUniforms(layer, shown);
        const found = loaded.get(key);
        cells[layer.id] = [...(cells[layer.id] ?? []), ...(found ? readShown(gl, found) : [])];
      }
      return cells;
    },

    destroy: () => {
      canvas.removeEventListener("webglcontextlost", lost);
      canvas.removeEventListener("webglcontextrestored", restored);
      gl.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
}
