/* Corners of H3 cells, computed from their names.

   H3 lays a lattice of hexagons on each face of an icosahedron, seen from the middle of the globe.
   The cells of this front lie on two faces that share a side. Here both lie in one plane, unfolded:
   the origin is the middle of one face, the other's middle is at 2, their common side at 1, and a
   length of 1 is the distance of neighbours at resolution 0. */

import { WORLD_PX } from "./projection.js";

/* Middles of the two faces: latitude and longitude in radians, as H3 defines them. */
const MIDDLES = [
  [0.49171542819877384, 0.40198820291130694], [0.80358264971899, 1.2483974196173961],
];
const SIDE = 1;
/* Cells of resolution 0 by number: place of the middle, and direction of their first axis. */
const TURN = Math.PI / 3;
const ROOTS = new Map([
  [8, { x: 1.5, y: Math.sqrt(3) / 2, turns: 2 }],
  [15, { x: 0.5, y: Math.sqrt(3) / 2, turns: 1 }],
  [22, { x: 1, y: 0, turns: 2 }],
]);
/* Direction of each digit of a name, in turns from the first axis; 0 is the middle. */
const TURNS_OF_DIGIT = [0, 4, 2, 3, 0, 5, 1];
/* The lattice of odd resolutions is turned against that of even ones. */
const ODD_TURN = Math.asin(Math.sqrt(3 / 28));
const CORNERS = 6;
const ON_THE_SIDE = 1e-9;

/** @typedef {[number, number, number]} Vector */

const dot = (/** @type {Vector} */ one, /** @type {Vector} */ other) =>
  one.reduce((sum, each, at) => sum + each * other[at], 0);
/** @param {Vector} one @param {Vector} other @returns {Vector} */
const cross = ([a, b, c], [d, e, f]) => [b * f - c * e, c * d - a * f, a * e - b * d];
/** @param {Vector} one @param {number} by @returns {Vector} */
const scaled = ([a, b, c], by) => [a * by, b * by, c * by];
/** @param {number[]} middle in radians @returns {Vector} */
const vectorOf = ([latitude, longitude]) => [
  Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude),
  Math.sin(latitude),
];

/* Each face as its middle and two axes, which touch the globe there; x runs over the common side. */
const FACES = MIDDLES.map((_, at) => {
  const [near, far] = [MIDDLES[at], MIDDLES[1 - at]].map(vectorOf), cosine = dot(near, far);
  const toFar = /** @type {Vector} */ (far.map((each, axis) => each - near[axis] * cosine));
  const x = scaled(toFar, (at ? -1 : 1) / Math.hypot(...toFar));
  const unit = Math.tan(Math.acos(cosine) / 2);
  return { middle: near, x: scaled(x, unit), y: scaled(cross(near, x), unit), from: 2 * SIDE * at };
});

/** Take a point of the plane to the world at zoom 0.
 * @param {number} x @param {number} y @returns {Pixels} */
function worldOfPlane(x, y) {
  const { middle, x: right, y: up, from } = FACES[x > SIDE ? 1 : 0], along = x - from;
  const east = middle[0] + right[0] * along + up[0] * y;
  const west = middle[1] + right[1] * along + up[1] * y;
  const north = middle[2] + right[2] * along + up[2] * y;
  const sine = north / Math.sqrt(east * east + west * west + north * north);
  return [
    WORLD_PX * (Math.atan2(west, east) / (2 * Math.PI) + 0.5),
    WORLD_PX * (0.5 - Math.atanh(sine) / (2 * Math.PI)),
  ];
}

/* Of each resolution, a step in each direction of the lattice, and from a middle to each corner. */
const LATTICES = Array.from({ length: 16 }, (_, resolution) => {
  const size = 7 ** (-resolution / 2), turned = resolution % 2 ? ODD_TURN : 0;
  const round = (/** @type {number} */ from, /** @type {number} */ length) => Array.from({ length: CORNERS }, (__, at) =>
    [Math.cos((at + from) * TURN + turned) * length, Math.sin((at + from) * TURN + turned) * length]);
  return { steps: round(0, size), corners: round(0.5, size / Math.sqrt(3)) };
});

/** Give the corners of a cell in the world at zoom 0, in order.
 *
 * An edge that crosses the common side of the faces bends there, and has a corner more.
 * @param {string} cell its name, 15 hexadecimal digits @returns {Pixels[]}
 * @throws {RangeError} the cell lies elsewhere on the globe
 */
export function cornersOf(cell) {
  const resolution = parseInt(cell[1], 16), bits = parseInt(cell.slice(2), 16);
  const root = ROOTS.get(Math.floor(bits / 2 ** 45));
  if (!root) throw new RangeError(`${cell} is not on the faces of this front`);
  let { x, y } = root;
  for (let at = 1; at <= resolution; at++) {
    const digit = Math.floor(bits / 2 ** (45 - 3 * at)) % 8;
    if (!digit) continue;
    const [right, up] = LATTICES[at].steps[(root.turns + TURNS_OF_DIGIT[digit]) % CORNERS];
    x += right;
    y += up;
  }
  const { corners } = LATTICES[resolution], ring = [];
  for (let at = 0; at < CORNERS; at++) {
    const [fromX, fromY] = [x + corners[at][0], y + corners[at][1]];
    ring.push(worldOfPlane(fromX, fromY));
    const to = corners[(at + 1) % CORNERS], before = fromX - SIDE, after = x + to[0] - SIDE;
    if (before * after < 0 && Math.min(Math.abs(before), Math.abs(after)) > ON_THE_SIDE) {
      const share = before / (before - after);
      ring.push(worldOfPlane(SIDE, fromY + (y + to[1] - fromY) * share));
    }
  }
  return ring;
}
