/* Web Mercator on a world of 512 pixels at zoom 0, as deck.gl has it, with y downwards. */

export const WORLD_PX = 512;
const EQUATOR_M = 40_075_016.686;

/** @param {Degrees} point @returns {Pixels} its place in the world at zoom 0 */
export function worldOf([longitude, latitude]) {
  const north = Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  return [WORLD_PX * (longitude / 360 + 0.5), WORLD_PX * (0.5 - north / (2 * Math.PI))];
}

/** @param {Pixels} place in the world at zoom 0 @returns {Degrees} */
export function degreesOf([x, y]) {
  const north = (0.5 - y / WORLD_PX) * 2 * Math.PI;
  return [(x / WORLD_PX - 0.5) * 360, (Math.atan(Math.exp(north)) * 360) / Math.PI - 90];
}

/** @param {Camera} camera @param {number} width @param {number} height @returns {Viewport} */
export function makeViewport({ longitude, latitude, zoom }, width, height) {
  const scale = 2 ** zoom;
  const [centreX, centreY] = worldOf([longitude, latitude]);
  return {
    longitude, latitude, zoom, width, height,
    metresPerPixel: (EQUATOR_M * Math.cos((latitude * Math.PI) / 180)) / (WORLD_PX * scale),
    project: point => {
      const [x, y] = worldOf(point);
      return [width / 2 + (x - centreX) * scale, height / 2 + (y - centreY) * scale];
    },
    unproject: ([x, y]) =>
      degreesOf([centreX + (x - width / 2) / scale, centreY + (y - height / 2) / scale]),
  };
}

/** Give how many km2 a square of the world at zoom 0 has, one unit wide, at a place.
 * @param {Degrees} point */
export function unitKm2([, latitude]) {
  return ((EQUATOR_M / 1000 / WORLD_PX) * Math.cos((latitude * Math.PI) / 180)) ** 2;
}

/** Measure a small polygon on the sphere that the map is drawn from, of radius 6,378,137 m.
 * @param {Pixels[]} ring its corners in the world at zoom 0 @returns {number} km2 */
export function squareKm(ring) {
  const [[x0, y0]] = ring;
  let doubled = 0, y = 0;
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length];
    doubled += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    y += y1 / ring.length;
  });
  return (Math.abs(doubled) / 2) * unitKm2(degreesOf([x0, y]));
}
