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
