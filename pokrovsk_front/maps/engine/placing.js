// @ts-check
/**
 * Collision engine of the names of a map: which are drawn, and where; it draws nothing.
 *
 * As `pokrovsk_front/labels/engine.py` does it: one name after the other by priority, each at the
 * first of its positions that is clear and covers the fewest and least dots of others. Of equals,
 * those come first that have a position which covers none.
 */

/** @typedef {[left: number, top: number, right: number, bottom: number]} Box in CSS pixels */

/**
 * @typedef {object} Position a candidate position of a name
 * @property {string | number} side what tells it from the others of the same name
 * @property {number} x where its text is anchored
 * @property {number} y the middle of its text
 * @property {CanvasTextAlign} align
 * @property {Box} box
 */

/**
 * @template Subject
 * @typedef {object} Candidate a name that would be drawn
 * @property {string} key tells the same name from one drawing to the next
 * @property {Subject} subject what is named; handed back
 * @property {number} priority the lowest first
 * @property {Position[]} positions the best first
 * @property {Box | null} dot what comes with the name and must be clear as well
 * @property {boolean} staysAsDot whether the dot is drawn where the name has no room
 */

/**
 * @template Subject
 * @typedef {object} Placed
 * @property {Candidate<Subject>} candidate
 * @property {Position | null} position null where only the dot has room
 */

/**
 * Tell whether two boxes share any area; to touch is not to overlap.
 *
 * @param {Box} one
 * @param {Box} other
 */
export function boxesOverlap(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/**
 * Give the positions of a name round its dot, the best first: the sides as `maps/labels.sides` has
 * them, then the corners.
 *
 * @param {[number, number]} at the dot
 * @param {[number, number]} size width and height of the text
 * @param {number} beyond how much farther than from a dot the name stands
 * @returns {Position[]}
 */
export function sidePositions([x, y], [width, height], beyond) {
  const half = height / 2;
  const gap = 7 + beyond;
  const rise = half + 4 + beyond;
  const near = 2 + beyond / 2;
  /** @type {(side: string, dx: number, dy: number, align: CanvasTextAlign, left: number) => Position} */
  const position = (side, dx, dy, align, left) => ({
    side,
    x: x + dx,
    y: y + dy,
    align,
    box: [x + left, y + dy - half, x + left + width, y + dy + half],
  });
  return [
    position("right", gap, 0, "left", gap),
    position("left", -gap, 0, "right", -gap - width),
    position("above", 0, -rise, "center", -width / 2),
    position("below", 0, rise, "center", -width / 2),
    position("above right", near, -rise, "left", near),
    position("below right", near, rise, "left", near),
    position("above left", -near, -rise, "right", -near - width),
    position("below left", -near, rise, "right", -near - width),
  ];
}

/**
 * Give the one position of a text round a point.
 *
 * @param {string | number} side
 * @param {[number, number]} at
 * @param {[number, number]} size
 * @returns {Position}
 */
export function centredPosition(side, [x, y], [width, height]) {
  const box = /** @type {Box} */ ([
    x - width / 2,
    y - height / 2,
    x + width / 2,
    y + height / 2,
  ]);
  return { side, x, y, align: "center", box };
}

/**
 * Place names one by one; what stood before keeps its side where that is as good as another.
 *
 * @template Subject
 * @param {Candidate<Subject>[]} candidates the greatest first
 * @param {object} board
 * @param {Box} board.bounds no name reaches beyond
 * @param {Box[]} board.taken what no name may cover
 * @param {Box[]} [board.avoided] what a name covers only where it has no other room
 * @param {Box[]} [board.rings] what no name may cover, though a dot may lie in it
 * @param {Map<string, string | number>} board.before the sides of the names drawn last, by key
 * @returns {Placed<Subject>[]} by priority, what stood before first among equals
 */
export function placeNames(candidates, { bounds, taken, avoided = [], rings = [], before }) {
  const isBefore = (/** @type {Candidate<Subject>} */ each) => (before.has(each.key) ? 0 : 1);
  const inOrder = [...candidates].sort(
    (one, other) => one.priority - other.priority || isBefore(one) - isBefore(other),
  );
  // To cover the dot of a name that comes earlier costs more.
  const dots = candidates.flatMap(({ dot }, at) =>
    dot ? [{ dot, cost: 2 - at / candidates.length }] : [],
  );
  const full = [...taken];
  const isClear = (/** @type {Box} */ box) => !full.some((each) => boxesOverlap(box, each));
  const isClearOfRings = (/** @type {Box} */ box) =>
    isClear(box) && !rings.some((each) => boxesOverlap(box, each));
  /** @type {Placed<Subject>[]} */
  const placed = [];
  /** Place a name; false where it covers others and may wait.
   * @param {Candidate<Subject>} candidate @param {boolean} mayWait */
  const place = (candidate, mayWait) => {
    const { dot } = candidate;
    if (dot && !isClear(dot)) return !mayWait;
    const best = bestPosition(candidate, { bounds, isClear: isClearOfRings, dots, avoided, before });
    if (best.cost > 0 && mayWait) return false;
    const { position } = best;
    if (position) full.push(position.box);
    if (dot && (position || candidate.staysAsDot)) full.push(dot);
    if (position || (dot && candidate.staysAsDot)) placed.push({ candidate, position });
    return true;
  };
  for (const priority of new Set(inOrder.map((each) => each.priority))) {
    inOrder
      .filter((each) => each.priority === priority && !place(each, true))
      .forEach((each) => place(each, false));
  }
  return placed;
}

/**
 * @template Subject
 * @param {Candidate<Subject>} candidate
 * @param {object} board
 * @param {Box} board.bounds
 * @param {(box: Box) => boolean} board.isClear
 * @param {{ dot: Box, cost: number }[]} board.dots
 * @param {Box[]} board.avoided
 * @param {Map<string, string | number>} board.before
 * @returns {{ position: Position | null, cost: number }}
 */
function bestPosition({ key, positions, dot }, { bounds, isClear, dots, avoided, before }) {
  const kept = positions.find((each) => each.side === before.get(key));
  const tried = kept ? [kept, ...positions.filter((each) => each !== kept)] : positions;
  let best = null;
  let least = Infinity;
  for (const position of tried) {
    const { box } = position;
    const isInside =
      box[0] >= bounds[0] && box[1] >= bounds[1] && box[2] <= bounds[2] && box[3] <= bounds[3];
    if (!isInside || !isClear(box)) continue;
    const cost = [...dots, ...avoided.map((each) => ({ dot: each, cost: 1 }))]
      .filter((each) => each.dot !== dot && boxesOverlap(box, each.dot))
      .reduce((sum, each) => sum + each.cost, 0);
    if (cost < least) [best, least] = [position, cost];
    if (cost === 0) break;
  }
  return { position: best, cost: best ? least : Infinity };
}
