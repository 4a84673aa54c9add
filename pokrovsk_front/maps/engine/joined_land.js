/* Outlines of land in one pass with cells of the same colour: where they meet there is no seam.

   A 2D canvas draws them when the camera moves, as a mask that the graphics card keeps; a step of
   the day draws a rectangle of it. */

import { areaPath, drawInWorld } from "./paths.js";

const VERTEX_OF_MASK = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3. : -1., gl_VertexID == 2 ? 3. : -1., 0., 1.);
}`;
/* What is half covered counts as whole, so that no pixel between outline and cell stays pale. */
const FRAGMENT_OF_MASK = `#version 300 es
precision mediump float;
uniform sampler2D mask;
uniform vec4 fill;
uniform int lowest;
out vec4 pixel;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  pixel = fill * min(2. * texelFetch(mask, ivec2(at.x, lowest - at.y), 0).a, 1.);
}`;

/** An outline of land and its colour; `key` names the data.
 * @typedef {{ key: string, data: any, colour: number[] }} JoinedLand
 */

/** @param {WebGL2RenderingContext} gl
 * @param {(vertex: string, fragment: string) => WebGLProgram} makeProgram */
export function createJoinedLand(gl, makeProgram) {
  const program = makeProgram(VERTEX_OF_MASK, FRAGMENT_OF_MASK);
  const [fill, lowest] = ["fill", "lowest"].map(name => gl.getUniformLocation(program, name));
  const texture = gl.createTexture();
  const context = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d"));
  /** @type {Map<string, Path2D>} */
  const paths = new Map();
  let masked = "";

  /** @param {Viewport} viewport @param {JoinedLand} land */
  const setMask = (viewport, { key, data }) => {
    const { width, height } = gl.canvas, { longitude, latitude, zoom } = viewport;
    const now = [key, width, height, longitude, latitude, zoom].join(" ");
    if (now === masked) return;
    masked = now;
    const path = paths.get(key) ?? areaPath(data);
    paths.set(key, path);
    [context.canvas.width, context.canvas.height] = [width, height];
    drawInWorld(context, viewport);
    context.fill(path, "evenodd");
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, context.canvas);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  };

  return {
    /** Draw over all that is on the canvas. @param {Viewport} viewport @param {JoinedLand} land */
    draw: (viewport, land) => {
      const [red, green, blue, opacity] = land.colour.map(part => part / 255);
      gl.useProgram(program);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      setMask(viewport, land);
      gl.uniform4f(fill, red * opacity, green * opacity, blue * opacity, opacity);
      gl.uniform1i(lowest, gl.canvas.height - 1);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
  };
}
