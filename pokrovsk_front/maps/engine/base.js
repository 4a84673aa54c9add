/* Base map and land that stands still, as layers of deck.gl: drawn when the camera moves. */

import { fillOf } from "./areas.js";
import { makeLayers } from "./deck.js";
import { dashed, hatched, linesIn, partsOf, patternBox, patternZoom, seenLines } from "./patterns.js";
import { isStreetMap, streetLayer } from "./street_map.js";

const HATCH_GAP_PX = 6;
/* As wide as this a canvas may be on every graphics card; on some none is wider. */
const LEAST_MAX_PX = 2048;
const NOTHING = { type: "FeatureCollection", features: [] };
const VIEWS = [{ "@@type": "MapView", controller: false }];
const isLoaded = (/** @type {any} */ layer) => layer.isLoaded;

/** Give the width of a line at a zoom, between the stops of its style.
 * @param {any} width a number, or an expression that interpolates by zoom @param {number} zoom */
export function widthAt(width, zoom) {
  if (!Array.isArray(width)) return width ?? 1;
  const stops = width.slice(3);
  let at = 2;
  while (at < stops.length - 2 && stops[at] < zoom) at += 2;
  const [from, thin, to, thick] = stops.slice(at - 2, at + 2);
  const share = Math.min(Math.max((zoom - from) / (to - from), 0), 1);
  return thin + (thick - thin) * share;
}

/** Give the part of a collection that a layer of a style draws.
 * @param {{ features: any[] }} found @param {any} filter such as ["==", ["get", "rank"], 1] */
export function featuresOf(found, filter) {
  if (!filter) return found;
  const [, [, name], value] = filter;
  const features = found.features.filter((/** @type {any} */ each) => each.properties[name] === value);
  return { type: "FeatureCollection", features };
}

/** @param {string} colour such as #faf8f3 @returns {number[]} */
export function rgbOf(colour) {
  return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
}

/** Draw base map and outlines by a deck in a box.
 * @param {HTMLElement} box @param {Library} library @param {Camera} from where it looks first
 * @param {{ ratio?: number, onDrawn: () => void, onRestored: () => void }} options `ratio` gives the
 *   pixels of the canvas for each of the page, where the screen does not */
export function createBase(box, library, from, { ratio, onDrawn, onRestored }) {
  /** @type {any} */
  let deck;
  let camera = { longitude: from.longitude, latitude: from.latitude, zoom: from.zoom };
  const made = new Map();
  const once = (/** @type {string} */ key, /** @type {() => any} */ make) => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key);
  };

  /* Of each pattern, and of each kind of line, the one for the land that is seen now. */
  const patterns = new Map();
  const pattern = (/** @type {string} */ id, /** @type {any[]} */ of, /** @type {() => any} */ make) => {
    const key = of.join(" ");
    if (patterns.get(id)?.key !== key) patterns.set(id, { key, lines: make() });
    return patterns.get(id).lines;
  };

  /** Paths over which width and colour are set without making them anew.
   * @param {string} id @param {Degrees[][]} data @param {number[]} colour @param {number} width */
  const path = (id, data, colour, width, more = {}) => [
    { "@@type": "PathLayer", id, pickable: false, widthUnits: "pixels", getWidth: 1,
      widthScale: width, getColor: colour, ...more },
    { data, getPath: (/** @type {Degrees[]} */ line) => line },
  ];

  /** One layer of the style: JSON, and what is set on the layer made of it.
   * @param {any} style @param {any} layer @param {{ get: (address: string) => any }} files
   * @param {Viewport} viewport */
  const ground = (style, layer, files, viewport) => {
    const { zoom } = viewport;
    const { id, type, filter, paint, minzoom = 0 } = layer;
    const address = style.sources[layer.source].data, found = files.get(address);
    const visible = zoom >= minzoom && found !== undefined;
    const source = `${address} ${JSON.stringify(filter ?? "")}`;
    const data = visible || made.has(source) ? once(source, () => featuresOf(found, filter)) : NOTHING;
    const colour = rgbOf(paint[`${type}-color`]);
    if (type === "fill") {
      return [{ "@@type": "GeoJsonLayer", id: `base-${id}`, stroked: false, pickable: false,
        getFillColor: colour, visible }, { data }];
    }
    const width = widthAt(paint["line-width"], zoom), isDashed = Boolean(paint["line-dasharray"]);
    const level = isDashed ? patternZoom(zoom) : Math.round(zoom), seen = patternBox(viewport);
    const make = () => isDashed
      ? dashed(linesIn(data), paint["line-dasharray"].map(
        (/** @type {number} */ part) => part * widthAt(paint["line-width"], level)), level, seen)
      : seenLines(linesIn(data), level, seen);
    const lines = visible ? pattern(id, [source, level, seen], make) : [];
    return path(`base-${id}`, lines, colour, width,
      { visible, jointRounded: !isDashed, capRounded: !isDashed });
  };

  /** An outline of land: plain, or hatched with a dashed edge.
   * @param {Layer} layer @param {any} found @param {Viewport} viewport */
  const land = (layer, found, viewport) => {
    const { extensions: _extensions, data: address, days: _days, fills, namedBy: _namedBy, told: _told, ...json } = layer;
    if (fills) {
      const getFillColor = (/** @type {any} */ area) => fillOf(layer, area);
      return [[{ ...json, lineWidthUnits: "pixels", pickable: false }, { data: found, getFillColor, updateTriggers: { getFillColor: fills } }]];
    }
    if (!json.getFillPattern) return [[{ ...json, pickable: false }, { data: found }]];
    const level = patternZoom(viewport.zoom), seen = patternBox(viewport);
    const areas = once(`areas ${address}`, () => partsOf(found, "Polygon"));
    const edges = once(`edges ${address}`, () => partsOf(found, "LineString"));
    const hatch = pattern(`${json.id}-hatch`, [address, level, seen],
      () => hatched(areas, HATCH_GAP_PX, level, seen));
    const width = json.getLineWidth;
    const edge = pattern(`${json.id}-edge`, [address, level, seen], () => dashed(
      edges, json.getDashArray.map((/** @type {number} */ part) => part * width), level, seen));
    return [
      [{ "@@type": "PolygonLayer", id: json.id, pickable: false, stroked: false,
        getFillColor: json.getFillPatternBackgroundColor },
      { data: areas, getPolygon: (/** @type {Degrees[][]} */ area) => area }],
      path(`${json.id}-hatch`, hatch, json.getFillColor, 1),
      path(`${json.id}-edge`, edge, json.getLineColor, width),
    ];
  };

  const canvas = () => /** @type {HTMLCanvasElement} */ (box.querySelector("canvas:last-of-type"));
  /* Deck draws once before its canvas has a size: those few pixels would be stretched over the map. */
  const isSized = () => {
    const { width, clientWidth } = canvas(), density = ratio ?? window.devicePixelRatio;
    return width >= Math.min(clientWidth * density, LEAST_MAX_PX) - 2;
  };

  const start = () => {
    deck = library.createDeck({
      container: box, tooltip: false,
      jsonInput: { viewState: camera, layers: [], views: VIEWS, useDevicePixels: ratio ?? true },
    });
    deck.setProps({
      onAfterRender: () => {
        const { layers } = deck.props;
        if (layers.length && layers.every(isLoaded) && isSized()) onDrawn();
      },
    });
    canvas().addEventListener("webglcontextlost", event => event.preventDefault());
    canvas().addEventListener("webglcontextrestored", () => {
      deck.finalize();
      box.replaceChildren();
      start();
      onRestored();
    });
  };
  start();

  return {
    /** Set what is drawn.
     * @param {any} style of the base map, or undefined while it has not come
     * @param {{ layer: Layer, isDrawn: boolean }[]} outlines the lowest first
     * @param {{ get: (address: string) => any }} files
     * @param {Description} description @param {Viewport} viewport */
    update: (style, outlines, files, { mapStyle, scheme }, viewport) => {
      const isStreet = isStreetMap(mapStyle);
      const grounds = isStreet ? [] : style?.layers.filter((/** @type {any} */ each) => each.source) ?? [];
      const drawn = [
        ...(isStreet && style ? [streetLayer(library, style.tiles, scheme)] : []),
        ...grounds.map((/** @type {any} */ layer) => ground(style, layer, files, viewport)),
        // What was drawn once stays made, unseen: a day that comes back costs nothing.
        ...outlines.flatMap(({ layer, isDrawn }) => {
          const found = files.get(layer.data);
          return found === undefined ? [] : land(layer, found, viewport).map(
            ([json, more]) => [{ ...json, visible: isDrawn }, more]);
        }),
      ];
      const layers = makeLayers(library, drawn.map(([json]) => ({ ...json, data: [] })));
      deck.setProps({ layers: layers.map((layer, at) => layer.clone(drawn[at][1])) });
    },

    /** @param {Camera} now */
    move: now => {
      camera = { longitude: now.longitude, latitude: now.latitude, zoom: now.zoom };
      deck.setProps({ viewState: camera });
    },

    /** Draw at once, such as for print. */
    redraw: () => deck.redraw("asked for"),

    /** Tell whether what was set is on the canvas. */
    isDrawn: () => deck.props.layers.length > 0 && deck.props.layers.every(isLoaded) && isSized()
      && !deck.needsRedraw({ clearRedrawFlags: false }),

    canvas,

    destroy: () => deck.finalize(),
  };
}
