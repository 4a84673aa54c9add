// @ts-check
/**
 * Names, dots and scale bar of a map on a 2D canvas, drawn anew whenever the camera moves.
 *
 * No name covers another, and no name a dot that is drawn; a name without room is left out. It
 * knows nothing of days and of land.
 */
import { boxesOverlap, centredPosition, placeNames, sidePositions } from "./placing.js";
import { drawScaleBar, scaleBar } from "./scale.js";

/** @typedef {import("./placing.js").Box} Box */

/**
 * @typedef {object} NameRow a row of `static/names_*.json`
 * @property {string} [i] place_id of a place that can be chosen
 * @property {string} n name; it may have several lines
 * @property {"place" | "oblast" | "country" | "sea" | "note"} k kind
 * @property {[number, number]} p longitude, latitude in degrees
 * @property {number} r rank, 0 the greatest; of a place it gives the size of type
 * @property {number} z zoom from which it may be shown
 * @property {[number, number, number][]} [at] of an oblast: points in it, and half the width of
 *   the greatest text round each that is clear of its border, in degrees of longitude
 * @property {string[]} [t] what is told of it when it is pointed at, a sentence each
 * @property {number} [b] how much farther than from a dot the name stands, in pixels
 */

/**
 * @typedef {object} NameViewport the part of the engine's Viewport that names need
 * @property {number} width
 * @property {number} height
 * @property {number} zoom
 * @property {number} metresPerPixel
 * @property {(point: [number, number]) => [number, number]} project
 */

/**
 * @typedef {object} NamesOptions
 * @property {NameRow[]} rows the greatest first
 * @property {Record<string, [number, number, number, number]>} palette
 * @property {boolean} [dots] whether places have dots; they have unless it is false
 * @property {string} [locale]
 * @property {Record<string, any>} [texts] `kilometres`: "{km} km"
 */

/**
 * @typedef {object} Lettering the look of a name and the size of its text
 * @property {string[]} lines
 * @property {string} font
 * @property {number} size
 * @property {number} spacing between letters, in pixels
 * @property {[number, number]} extent width and height of the box
 */

const NAME_FONT = "Arial, 'Liberation Sans', sans-serif";
const NAME_LINE = 1.15;
const NAME_HALO_PX = 3;
const NAME_EDGE_PX = 4;
const HIT_RADIUS_PX = 12;
const CHOSEN_RING_PX = 3;
const KEPT_ZOOM = 0.25; // how far below its own zoom a name stays that is shown already
const TEXT_BOX_RATIO = 2.6; // width to height of the boxes that `at` measures

/** Size of type, weight and radius of the dot by rank. */
const PLACE_STYLES = [
  { size: 15, weight: 700, dot: 3.5 },
  { size: 15, weight: 700, dot: 3.5 },
  { size: 13, weight: 600, dot: 2.75 },
  { size: 12, weight: 500, dot: 2.25 },
  { size: 11.5, weight: 400, dot: 2 },
  { size: 11, weight: 400, dot: 1.75 },
];

/** Size, weight, slant and spacing (in parts of the size) of what has no dot. */
const REGION_STYLES = {
  oblast: { size: 11, weight: 600, slant: "normal", spacing: 0.14 },
  country: { size: 12.5, weight: 600, slant: "normal", spacing: 0.24 },
  sea: { size: 12.5, weight: 400, slant: "italic", spacing: 0.1 },
  note: { size: 12, weight: 600, slant: "normal", spacing: 0 },
};

/** Where regions stand among the ranks of places. */
const REGION_PRIORITY = { note: -1, country: 2.5, sea: 2.5, oblast: 3.5 };
const CHOSEN_PRIORITY = -2;
const OBLAST_UP_TO_ZOOM = 9.8; // nearer in all is in one oblast, and its name covers a town
const LOWEST_DOT_RANK = 3; // a smaller place is drawn with its name or not at all

/** @param {NameRow} row */
const placeStyle = (row) => PLACE_STYLES[Math.min(row.r, PLACE_STYLES.length - 1)];

/** @param {NameRow} row */
const nameKey = (row) => `${row.k}:${row.i ?? `${row.n}:${row.p}`}`;

/**
 * Draw the names of a map on a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {NamesOptions} options
 */
export function createNames(canvas, options) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const forced = window.matchMedia("(forced-colors: active)");
  let { rows, palette, dots = true, locale = "en", texts = { kilometres: "{km} km" } } = options;
  /** @type {Map<NameRow, Lettering>} */
  let letterings = new Map();
  /** @type {Map<string, string | number>} */
  let before = new Map();
  /** @type {import("./placing.js").Placed<NameRow>[]} */
  let placed = [];
  /** @type {Box | null} */
  let barBox = null;
  /** @type {() => void} */
  let redraw = () => {};
  const onForced = () => redraw();
  forced.addEventListener("change", onForced);

  /** @param {NameRow} row */
  function lettering(row) {
    const known = letterings.get(row);
    if (known) return known;
    const region = row.k === "place" ? null : REGION_STYLES[row.k];
    const { size, weight } = region ?? placeStyle(row);
    const text = row.k === "country" || row.k === "oblast" ? row.n.toLocaleUpperCase(locale) : row.n;
    const lines = text.split("\n");
    const font = `${region?.slant ?? "normal"} ${weight} ${size}px ${NAME_FONT}`;
    const spacing = (region?.spacing ?? 0) * size;
    setLettering(font, spacing);
    const width = Math.max(...lines.map((line) => context.measureText(line).width));
    /** @type {Lettering} */
    const made = {
      lines,
      font,
      size,
      spacing,
      extent: [Math.ceil(width) + 4, Math.ceil(lines.length * size * NAME_LINE) + 2],
    };
    letterings.set(row, made);
    return made;
  }

  /** @param {string} font @param {number} spacing */
  function setLettering(font, spacing) {
    context.font = font;
    if ("letterSpacing" in context) context.letterSpacing = `${spacing}px`;
  }

  /**
   * @param {NameRow} row
   * @param {[number, number]} at
   * @param {NameViewport} viewport
   * @param {boolean} isChosen
   */
  function positionsOf(row, at, viewport, isChosen) {
    const { extent } = lettering(row);
    const beyond = (row.b ?? 0) + (isChosen ? CHOSEN_RING_PX : 0);
    if (row.k === "place") return sidePositions(at, extent, beyond);
    if (row.k === "note") {
      const [x, y] = at;
      return [-9, 9].map((dy) => centredPosition(dy, [x, y + dy], extent));
    }
    return row.at ? oblastPositions(row.at, extent, viewport) : [centredPosition("", at, extent)];
  }

  /**
   * @param {NameRow} row
   * @param {NameViewport} viewport
   * @param {string | undefined} chosen
   * @returns {import("./placing.js").Candidate<NameRow> | null}
   */
  function candidateOf(row, viewport, chosen) {
    const key = nameKey(row);
    const isChosen = row.i !== undefined && row.i === chosen;
    const from = row.z - (before.has(key) ? KEPT_ZOOM : 0);
    if (viewport.zoom < from && !isChosen) return null;
    if (row.k === "oblast" && viewport.zoom > OBLAST_UP_TO_ZOOM) return null;
    const at = viewport.project(row.p);
    const isInSight =
      at[0] >= 0 && at[1] >= 0 && at[0] <= viewport.width && at[1] <= viewport.height;
    if (!isInSight && !row.at) return null;
    const isPlace = row.k === "place";
    const reach = placeStyle(row).dot + 2 + (isChosen ? CHOSEN_RING_PX : 0);
    return {
      key,
      subject: row,
      priority: isChosen ? CHOSEN_PRIORITY : row.k === "place" ? row.r : REGION_PRIORITY[row.k],
      positions: positionsOf(row, at, viewport, isChosen),
      dot: isPlace && dots ? [at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach] : null,
      staysAsDot: isChosen || row.r <= LOWEST_DOT_RANK,
    };
  }

  /**
   * Place and draw what is in sight.
   *
   * @param {NameViewport} viewport
   * @param {object} [shown]
   * @param {string} [shown.chosenPlaceId] the place that the reader chose
   * @param {NameRow[]} [shown.extra] more names, such as lengths of rings
   * @param {Box[]} [shown.taken] what no name may cover
   * @param {{ avoided: Box[], rings: Box[] }} [shown.marks] as `placeNames` takes them
   * @param {boolean} [shown.isMoving] whether the map is in motion: names then keep their sides from
   *   one drawing to the next; at rest they depend on what is seen alone
   * @param {(context: CanvasRenderingContext2D) => void} [shown.under] draws what lies under the
   *   names, such as rings, in CSS pixels
   */
  function draw(viewport, { chosenPlaceId, extra = [], taken = [], marks, isMoving = true, under } = {}) {
    redraw = () => draw(viewport, { chosenPlaceId, extra, taken, marks, isMoving, under });
    if (!isMoving) before = new Map();
    const { width, height } = viewport;
    const bar = scaleBar(viewport);
    barBox = bar.box;
    const candidates = [...extra, ...rows].flatMap(
      (row) => candidateOf(row, viewport, chosenPlaceId) ?? [],
    );
    placed = placeNames(candidates, {
      bounds: [NAME_EDGE_PX, NAME_EDGE_PX, width - NAME_EDGE_PX, height - NAME_EDGE_PX],
      taken: [bar.box, ...taken],
      ...marks,
      before,
    });
    before = new Map(
      placed.flatMap(({ candidate, position }) =>
        position ? [[candidate.key, position.side]] : [],
      ),
    );
    const inks = inksOf(canvas, palette, forced.matches);
    fitToPixels(canvas, context, width, height);
    under?.(context);
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    for (const each of placed) drawDot(each.candidate, inks, chosenPlaceId);
    for (const each of placed) drawName(each, inks);
    setLettering("", 0);
    drawScaleBar(context, bar, {
      text: texts.kilometres.replace("{km}", bar.km.toLocaleString(locale)),
      font: NAME_FONT,
      ink: inks.labelText,
      halo: inks.labelHalo,
    });
  }

  /**
   * @param {import("./placing.js").Candidate<NameRow>} candidate
   * @param {Record<string, string>} inks
   * @param {string | undefined} chosen
   */
  function drawDot({ subject, dot }, inks, chosen) {
    if (!dot) return;
    const [x, y] = [(dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2];
    const radius = placeStyle(subject).dot;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = inks.cityDotOutline;
    context.fillStyle = inks.cityDot;
    context.stroke();
    context.fill();
    if (subject.i === undefined || subject.i !== chosen) return;
    context.beginPath();
    context.arc(x, y, radius + CHOSEN_RING_PX, 0, 2 * Math.PI);
    context.lineWidth = 1.5;
    context.strokeStyle = inks.cityDot;
    context.stroke();
  }

  /**
   * @param {import("./placing.js").Placed<NameRow>} named
   * @param {Record<string, string>} inks
   */
  function drawName({ candidate, position }, inks) {
    if (!position) return;
    const row = candidate.subject;
    const { lines, font, size, spacing } = lettering(row);
    setLettering(font, spacing);
    context.textAlign = position.align;
    context.lineWidth = NAME_HALO_PX;
    context.strokeStyle = inks.labelHalo;
    context.fillStyle = row.k === "place" || row.k === "note" ? inks.labelText : inks.regionText;
    const first = position.y + 0.35 * size - ((lines.length - 1) / 2) * size * NAME_LINE;
    // The space after the last letter is no part of the word.
    const x = position.align === "center" ? position.x + spacing / 2 : position.x;
    lines.forEach((line, at) => context.strokeText(line, x, first + at * size * NAME_LINE));
    lines.forEach((line, at) => context.fillText(line, x, first + at * size * NAME_LINE));
  }

  /**
   * Give the place whose name or dot is at a point of the canvas.
   *
   * @param {[number, number]} at
   * @returns {NameRow | null}
   */
  function hit([x, y]) {
    /** @type {Box} */
    const point = [x - 1, y - 1, x + 1, y + 1];
    const places = placed.filter(({ candidate }) => candidate.subject.k === "place");
    const named = places.find((each) => each.position && boxesOverlap(each.position.box, point));
    if (named) return named.candidate.subject;
    const away = (/** @type {Box} */ dot) =>
      Math.hypot((dot[0] + dot[2]) / 2 - x, (dot[1] + dot[3]) / 2 - y);
    const near = places
      .flatMap(({ candidate: { subject, dot } }) => (dot ? [{ subject, px: away(dot) }] : []))
      .filter(({ px }) => px <= HIT_RADIUS_PX)
      .sort((one, other) => one.px - other.px);
    return near[0]?.subject ?? null;
  }

  /** List what is drawn: names, dots and the scale bar, with their boxes in CSS pixels. */
  function boxes() {
    return [
      ...placed.flatMap(({ candidate: { subject, dot }, position }) => [
        ...(position ? [{ kind: "name", row: subject, box: position.box }] : []),
        ...(dot ? [{ kind: "dot", row: subject, box: dot }] : []),
      ]),
      ...(barBox ? [{ kind: "scale", row: null, box: barBox }] : []),
    ];
  }

  return {
    draw,
    hit,
    boxes,
    /** @param {Partial<NamesOptions>} changed what is shown from the next drawing on */
    update(changed) {
      ({ rows, palette, dots, locale, texts } = { rows, palette, dots, locale, texts, ...changed });
      letterings = new Map();
      before = changed.rows ? new Map() : before;
    },
    destroy() {
      forced.removeEventListener("change", onForced);
      redraw = () => {};
      placed = [];
    },
  };
}

/**
 * Give the positions in an oblast that are in sight and clear of its border, the roomiest first.
 *
 * @param {[number, number, number][]} points
 * @param {[number, number]} extent
 * @param {NameViewport} viewport
 */
function oblastPositions(points, extent, viewport) {
  const pixelsPerDegree = (512 * 2 ** viewport.zoom) / 360;
  return points
    .map(([longitude, latitude, room], index) => {
      const [x, y] = viewport.project([longitude, latitude]);
      const toEdge = Math.min(x, viewport.width - x, y * TEXT_BOX_RATIO,
        (viewport.height - y) * TEXT_BOX_RATIO);
      const clear = room * pixelsPerDegree;
      return { index, x, y, clear, px: Math.min(clear, toEdge) };
    })
    .filter(({ clear }) => clear >= extent[0] / 2 && clear / TEXT_BOX_RATIO >= extent[1] / 2)
    .sort((one, other) => other.px - one.px)
    .map(({ index, x, y }) => centredPosition(index, [x, y], extent));
}

/**
 * Give the colours of the scheme, or those that a reader forces.
 *
 * @param {HTMLCanvasElement} canvas its style holds CanvasText and Canvas while colours are forced
 * @param {NamesOptions["palette"]} palette
 * @param {boolean} isForced
 * @returns {Record<string, string>}
 */
function inksOf(canvas, palette, isForced) {
  const { color, outlineColor } = getComputedStyle(canvas);
  return Object.fromEntries(
    ["labelText", "labelHalo", "regionText", "cityDot", "cityDotOutline"].map((name) => {
      if (isForced) return [name, /Halo|Outline/.test(name) ? outlineColor : color];
      const [red, green, blue, alpha] = palette[name];
      return [name, `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`];
    }),
  );
}

/**
 * Clear a canvas and draw in CSS pixels, of which it has as many pixels each as it was given.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 */
function fitToPixels(canvas, context, width, height) {
  context.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
  context.clearRect(0, 0, width, height);
}
