/* The way of a camera from one place to another: out, across and in again, as the eye follows best.

   After van Wijk and Nuij, "Smooth and efficient zooming and panning" (2003). */

import { degreesOf, worldOf } from "./projection.js";

const CURVE = 1.42;
const MS_A_LENGTH = 420;
const MAX_MS = 1800;

/** @param {Camera} from @param {Camera} to @param {number} width of the window in pixels
 * @returns {{ ms: number, at: (share: number) => Camera }} how long it takes, and where it is */
export function flightBetween(from, to, width) {
  const [x0, y0] = worldOf([from.longitude, from.latitude]);
  const [x1, y1] = worldOf([to.longitude, to.latitude]);
  const w0 = width / 2 ** from.zoom, w1 = width / 2 ** to.zoom;
  const distance = Math.hypot(x1 - x0, y1 - y0), square = CURVE * CURVE;
  const camera = (/** @type {number} */ share, /** @type {number} */ w) => {
    const [longitude, latitude] = degreesOf([x0 + (x1 - x0) * share, y0 + (y1 - y0) * share]);
    return { longitude, latitude, zoom: Math.log2(width / w) };
  };
  if (distance < 1e-6) {
    const length = Math.log(w1 / w0) / CURVE;
    return { ms: Math.min(Math.abs(length) * MS_A_LENGTH, MAX_MS),
      at: share => camera(share, w0 * Math.exp(CURVE * share * length)) };
  }
  const bend = (/** @type {number} */ sign, /** @type {number} */ other) => {
    const b = (w1 * w1 - w0 * w0 + sign * square * square * distance * distance)
      / (2 * other * square * distance);
    return Math.log(Math.sqrt(b * b + 1) - b);
  };
  const r0 = bend(1, w0), r1 = bend(-1, w1), length = (r1 - r0) / CURVE;
  return {
    ms: Math.min(Math.abs(length) * MS_A_LENGTH, MAX_MS),
    at: share => {
      if (share >= 1) return camera(1, w1);
      const s = share * length, cosh = Math.cosh(r0);
      const u = (w0 / (square * distance)) * (cosh * Math.tanh(CURVE * s + r0) - Math.sinh(r0));
      return camera(u, (w0 * cosh) / Math.cosh(CURVE * s + r0));
    },
  };
}
