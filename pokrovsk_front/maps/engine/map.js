/* A map: its parts put together, drawn only where what they show moves. */

import { daysOfArea } from "./area_days.js";
import { isToldOf } from "./areas.js";
import { createBase } from "./base.js";
import { createCells, isJoined, makeMesh } from "./cells.js";
import { createChosen } from "./chosen.js";
import { createClock, onMapDays } from "./clock.js";
import { isInItsDays } from "./days.js";
import { createFiles } from "./files.js";
import { createFirstPicture } from "./first_picture.js";
import { createFrame } from "./frame.js";
import { createInquiry } from "./inquiry.js";
import { lengthsOf, namesOf } from "./lettering.js";
import { boxesOfMarks, drawMarks, isMark } from "./marks.js";
import { createNames } from "./names.js";
import { createNear } from "./near.js";
import { createNetwork } from "./network.js";
import { patternBox } from "./patterns.js";
import { createSaving } from "./saving.js";
import { isStreetMap, tilesOf } from "./street_map.js";
import { createView } from "./view.js";

const SETTLED_MS = 300;
const ALWAYS_OCCUPIED = "always-occupied";
const FOCUS_LINE = "focus-line";
const isCells = (/** @type {Layer} */ layer) => layer["@@type"] === "H3HexagonLayer";
const isOccupiedThroughout = (/** @type {Layer} */ layer) => layer.id.startsWith(ALWAYS_OCCUPIED);
const isOutline = (/** @type {Layer} */ layer) => layer["@@type"] === "GeoJsonLayer";
const isAlike = (/** @type {any[]} */ one, /** @type {any[]} */ other) =>
  one.length === other.length && one.every((each, at) => each === other[at]);
const isSame = (/** @type {any} */ one, /** @type {any} */ other) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Mount a map in a box.
 * @param {HTMLElement} box @param {Description} first @param {Host} host */
export function mountMap(box, first, host) {
  let description = first, shown = first.shown;
  /** @type {ReturnType<typeof createBase>} */
  let base;
  /** @type {ReturnType<typeof createCells>} */
  let cells;
  /** @type {ReturnType<typeof createClock> | undefined} */
  let clock;
  /** @type {ReturnType<typeof createInquiry> | undefined} */
  let inquiry;
  /** Drawn until the base map is. @type {ReturnType<typeof createFirstPicture> | undefined} */
  let firstPicture;
  /** @type {Map<string, ReturnType<typeof makeMesh>>} */
  const meshes = new Map();
  /** @type {{ layer: Layer, rows: any[] }[]} */
  let marks = [];
  let scheduled = 0, isBaseDrawn = false, isLibraryLost = false, isDestroyed = false;
  /* What has moved since the last frame: layers, camera, day, marks of the day. */
  const moved = { layers: true, camera: true, day: true, marks: false };
  /** The table of the area that the map is of, where it is of one.
   * @type {{ table: any, area: any, days: any } | undefined} */
  let ofArea;
  const files = createFiles(async address => {
    const found = await host.read(address);
    return isStreetMap(address) ? { ...found, tiles: await tilesOf(found, host.read) } : found;
  });
  const counts = { base: 0, cells: 0, names: 0 };

  const move = (/** @type {keyof typeof moved} */ part) => {
    moved[part] = true;
    if (part === "layers") delete frame.root.dataset.drawn;
    if (!scheduled && !isDestroyed) scheduled = requestAnimationFrame(draw);
  };
  const frame = createFrame(box, {
    zoomBy: by => view.zoomBy(by), fit: () => view.fit(), retry: () => start(),
  });
  const names = createNames(frame.names, {
    rows: [], palette: first.palette, locale: first.locale, texts: first.texts });
  const view = createView(frame.canvas, first.initialViewState, {
    isCalm: host.isCalm, isFull: frame.isFull,
    onMove: () => move("camera"), onRest: host.onCamera, onHint: frame.hint,
  });
  const chosen = createChosen(view);
  const read = (/** @type {string} */ address) => files.load(address).then(() => files.get(address));
  const near = first.tiles && createNear(first.tiles, read, () => move("layers"));
  const network = createNetwork();
  const saving = createSaving(frame, host, mountMap, view.viewport);
  /** The table of all maps, where the day can be moved. */
  const days = () => {
    const table = files.get(description.scrubber?.days), area = description.scrubber?.area;
    if (!table || !area) return table;
    const isMade = ofArea && ofArea.table === table && ofArea.area === area;
    const made = isMade && ofArea ? ofArea : { table, area, days: daysOfArea(table, area) };
    ofArea = made;
    return made.days;
  };
  const drawn = () => onMapDays(shown, days());

  const rowsOf = (/** @type {Layer} */ layer) =>
     (typeof layer.data === "string" ? files.get(layer.data) : layer.data);
  const style = () => files.get(description.mapStyle);

  /** List the addresses that the picture needs now; lines of the base map come after the land. */
  const wanted = () => {
    const { zoom } = view.viewport();
    const layers = isStreetMap(description.mapStyle) ? [] : style()?.layers ?? [];
    const grounds = layers.filter((/** @type {any} */ each) => each.source
      && zoom >= (each.minzoom ?? 0) && (isBaseDrawn || each.type === "fill"));
    return [
      ...description.layers.filter(each => isInItsDays(each, drawn())).map(each => each.data),
      description.mapStyle, description.names, description.scrubber?.days,
      ...grounds.map((/** @type {any} */ each) => style().sources[each.source].data),
    ].filter(each => typeof each === "string");
  };
  const ask = () => {
    for (const address of wanted().filter(each => files.get(each) === undefined)) {
      files.load(address).then(() => move("layers"), () => frame.trouble(true));
    }
  };
  const isAllHere = () => wanted().every(address => files.get(address) !== undefined);

  /** @param {Layer} described @param {string} [key] @param {any[]} [rows] */
  const meshOf = (described, key, rows = rowsOf(described)) => {
    const isWhole = view.viewport().zoom < (described.apartFrom ?? 0);
    const layer = isWhole ? { ...described, coverage: 1 } : described;
    const source = key ?? (typeof layer.data === "string" ? layer.data : JSON.stringify(rows));
    const named = `${source} ${layer.follows ?? ""} ${layer.coverage ?? 1}`;
    const make = () => {
      const mesh = meshes.get(named) ?? makeMesh(layer, rows);
      meshes.set(named, mesh);
      return mesh;
    };
    return { layer, key: named, make };
  };
  const tilesOfLayer = (/** @type {Layer} */ layer) => {
    if (!near) return [];
    const throughout = description.layers.find(each => each.id === ALWAYS_OCCUPIED);
    return near.layersOf(layer, throughout?.getFillColor).map(
      ({ layer: drawnLayer, key, rows }) => meshOf(drawnLayer, key, rows));
  };

  const layersHere = () =>
    description.layers.filter(each => isInItsDays(each, drawn()) && rowsOf(each));
  const cellLayers = () => layersHere().filter(isCells);

  /** Hand the layers to the parts that draw them. */
  const setLayers = () => {
    const { layers } = description, moment = drawn(), here = layersHere();
    const isNear = near?.isDrawn(moment) ?? false, throughout = here.find(isOccupiedThroughout);
    const land = throughout && isNear
      ? { ...throughout, id: `${throughout.id}-near`, data: description.tiles?.outline } : throughout;
    const isOfCells = cellLayers().some(layer => isJoined(layer, land?.getFillColor));
    setBase(layers.filter(isOutline).flatMap(layer => {
      if (!isOccupiedThroughout(layer)) return [{ layer, isDrawn: isInItsDays(layer, moment) }];
      return land && layer === throughout && !isOfCells ? [{ layer: land, isDrawn: true }] : [];
    }));
    const isOfTiles = (/** @type {Layer} */ layer) => isNear && typeof layer.data === "string";
    cells?.update(
      cellLayers().flatMap(layer => isOfTiles(layer) ? tilesOfLayer(layer) : [meshOf(layer)]),
      land && isOfCells
        ? { key: land.data, data: files.get(land.data), colour: land.getFillColor } : undefined);
    marks = here.filter(isMark).map(layer => ({ layer, rows: rowsOf(layer) }));
    setNames();
    clock?.refresh();
    if (days() && !clock && !description.isStill) startClock();
    saving.update(description, days());
  };
  /* Cells come and go with the day; what lies under them is not drawn again for that. */
  /** @type {any[]} */
  let baseSet = [];
  const setBase = (/** @type {{ layer: Layer, isDrawn: boolean }[]} */ drawnOutlines) => {
    const set = [description, base, files.names().length, seenDrawn,
      ...drawnOutlines.map(({ layer, isDrawn }) => `${layer.id} ${isDrawn}`)];
    if (!base || isAlike(set, baseSet)) return;
    baseSet = set;
    base.update(style(), drawnOutlines, files, description, view.viewport());
    counts.base++;
  };
  let namesSet = "";
  const setNames = () => {
    const { ownNames, palette, locale, texts } = description, all = files.get(description.names);
    const set = JSON.stringify([description.names, all?.length, ownNames, palette, locale]);
    if (set !== namesSet) names.update({ rows: namesOf(description, all), palette, locale, texts });
    namesSet = set;
  };
  /** What was measured on the day described is not drawn while the hand moves on. */
  const isOfTheDay = (/** @type {{ layer: Layer }} */ { layer }) =>
    layer.id !== FOCUS_LINE || isSame(shown, description.shown);
  const drawNames = (/** @type {Viewport} */ viewport) => names.draw(viewport, {
    chosenPlaceId: description.chosen, extra: lengthsOf(description.layers),
    taken: frame.controls(), marks: boxesOfMarks(marks.filter(isOfTheDay), viewport), isMoving: settling !== 0,
    under: context => {
      if (style() && !isStreetMap(description.mapStyle)) {
        network.draw(context, style(), files, viewport, description.palette);
      }
      drawMarks(context, marks.filter(isOfTheDay), viewport);
    },
  });

  /** Let the hand move the day. */
  const startClock = () => {
    /** Sum cells; null until they are here. @param {string} id @param {Shown} moment */
    const areaOf = (id, moment) => {
      const mapDays = onMapDays(moment, days());
      const meant = description.layers.filter(
        layer => layer.id.replace(/-early$/, "") === id && isInItsDays(layer, mapDays));
      if (!cells || !meant.every(rowsOf)) return null;
      return cells.areaOf(meant.map(layer => meshOf(layer)), mapDays);
    };
    const places = { head: host.headline ?? frame.head, below: frame.below };
    clock = createClock(places, {
      description, days: days(), onRelease: host.onRelease,
      onMove: next => {
        map.show(next);
        host.onMove?.(next);
      },
      areas: moment => {
        const [gained, regained] = ["came-under-control", "regained"].map(id => areaOf(id, moment));
        return gained === null || regained === null ? null : { gained, regained };
      },
    });
    // An address may have asked for another moment before the table of days was here.
    if (!isSame(shown, description.shown)) clock.show(shown);
  };

  /* Names keep their sides while the camera moves; once it rests they stand as on opening there. */
  let settling = 0;
  const settleLater = () => {
    clearTimeout(settling);
    settling = window.setTimeout(() => {
      settling = 0;
      move("marks");
    }, SETTLED_MS);
  };
  const isShowing = () => Boolean(firstPicture ?? base);
  /** What hatching, dashes and widths of lines are made for. */
  let seenDrawn = "";
  const draw = () => {
    scheduled = 0;
    if (frame.resize()) moved.camera = true;
    // What is saved of a map shows what the reader sees.
    if (!description.isStill) chosen.follow(description, host.hasCamera());
    const viewport = view.viewport(), { camera } = moved;
    if ((camera || moved.layers) && near?.follow(viewport)) moved.layers = true;
    const { layers, marks: isMarkMoved } = moved;
    Object.assign(moved, { layers: false, camera: false, day: false, marks: false });
    if (camera) {
      settleLater();
      base?.move(viewport);
      if (base) counts.base++;
      inquiry?.draw();
    }
    const seen = `${viewport.zoom} ${patternBox(viewport)}`;
    if (layers || seen !== seenDrawn) {
      seenDrawn = seen;
      ask();
      if (isShowing()) setLayers();
    }
    firstPicture?.draw(viewport, {
      style: isStreetMap(description.mapStyle) ? undefined : style(), files, shown: drawn(),
      outlines: outlines(),
      cells: cellLayers().map(layer => ({ layer, mesh: meshOf(layer).make() })),
    });
    if (cells) {
      cells.draw(viewport, drawn());
      counts.cells++;
    }
    if ((camera || layers || isMarkMoved) && isShowing()) {
      drawNames(viewport);
      counts.names++;
    }
    frame.answer.follow(isSame(shown, description.shown));
    frame.root.dataset.day = String(shown.day);
    tellDrawn();
  };

  /** Say that all that is asked for is on the screen. */
  const tellDrawn = () => {
    const isDrawn = base && isBaseDrawn && isAllHere() && !moved.layers;
    if (isDrawn) frame.root.dataset.drawn = description.scheme;
    else delete frame.root.dataset.drawn;
    if (isAllHere() && !isLibraryLost) frame.trouble(false);
  };
  const onBaseDrawn = () => {
    if (!style() || !isAllHere()) return;
    if (!isBaseDrawn) {
      isBaseDrawn = true;
      const ground = style().layers.find((/** @type {any} */ each) => each.type === "background");
      const isOurs = !isStreetMap(description.mapStyle);
      frame.canvas.style.background = isOurs ? ground.paint["background-color"] : "";
      firstPicture?.destroy();
      firstPicture = undefined;
      move("layers");
    }
    if (!scheduled) tellDrawn();
  };

  /** Draw the first picture once what it shows has come, or will not; resolves when it is seen. */
  const showFirst = async () => {
    // The style, which comes first, names what the base map shows.
    for (let round = 0; round < 2; round++) await Promise.allSettled(wanted().map(files.load));
    if (base || isDestroyed) return;
    firstPicture ??= createFirstPicture(frame.cells);
    move("layers");
    for (let seen = 0; seen < 2; seen++) await new Promise(requestAnimationFrame);
  };
  let isStarting = false;
  const start = async () => {
    ask();
    if (base || isStarting) return;
    isStarting = true;
    isLibraryLost = false;
    const isBare = !description.isStill && !host.hasPoster;
    if (isBare && !isStreetMap(description.mapStyle)) await showFirst();
    host.library().then(library => {
      if (base || isDestroyed) return;
      cells = createCells(frame.cells, { onRestored: () => move("day") });
      // Without WebGL the page shows a picture instead.
      if (!cells) return;
      base = createBase(frame.base, library, view.viewport(), {
        ratio: description.pixelRatio, onDrawn: onBaseDrawn,
        onRestored: () => {
          baseSet = [];
          move("layers");
        },
      });
      if (isToldOf(description) && !description.isStill) inquiry = createInquiry(frame, {
        texts: description.texts, cities: description.cities, read: host.read, cityAt: names.hit, shown: drawn, onChoose: description.texts.card_choose ? choose : null, chosen: () => description.chosen,
        degreesAt: at => view.viewport().unproject(at), pixelsOf: point => view.viewport().project(point), rowsAt: cells.rowsAt, outlines,
      });
      move("layers");
      move("camera");
    }, () => {
      isStarting = false;
      isLibraryLost = true;
      frame.trouble(true);
    });
  };
  const outlines = () =>
    layersHere().filter(isOutline).map(layer => ({ layer, data: rowsOf(layer) }));
  /** @param {string} placeId */
  const choose = placeId => {
    const row = (files.get(description.names) ?? []).find(
      (/** @type {any} */ each) => each.i === placeId);
    if (row) chosen.flyTo(row.p);
    host.onPlace(placeId);
  };

  /** Draw all canvases at once: what WebGL drew is gone at the end of the frame. */
  const drawAll = () => {
    base.redraw();
    cells?.draw(view.viewport(), drawn());
    drawNames(view.viewport());
  };
  const print = () => {
    if (!base) return;
    drawAll();
    const sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [frame.cells.width, frame.cells.height];
    const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
    for (const each of canvases()) context.drawImage(each, 0, 0, sheet.width, sheet.height);
    frame.print.src = sheet.toDataURL();
  };
  const canvases = () => [...(base ? [base.canvas()] : []), frame.cells, frame.names];

  const watcher = new ResizeObserver(() => move("camera"));
  watcher.observe(frame.canvas);
  window.addEventListener("beforeprint", print);
  frame.update(description, host.alt);
  saving.update(description);
  start();
  move("camera");

  const map = {
    /** Take another description: camera and what was loaded stay.
     * @param {Description} next @param {string} alt */
    update: (next, alt) => {
      const before = description;
      description = next;
      shown = next.shown;
      frame.update(next, alt);
      if (!isSame(before.initialViewState, next.initialViewState)) {
        view.setHome(next.initialViewState);
      }
      if (before.mapStyle !== next.mapStyle) {
        isBaseDrawn = false;
        frame.canvas.style.background = "";
      }
      if (!isSame(before.scrubber?.area, next.scrubber?.area)) {
        clock?.destroy();
        clock = undefined;
      }
      clock?.update(next);
      if (before.locale !== next.locale) inquiry?.speak(next.texts);
      if (clock) shown = clock.shown();
      saving.update(next);
      move("layers");
      start();
    },

    /** Show another moment; the last one of a frame wins. @param {Shown} next */
    show: next => {
      const { layers } = description, before = drawn(), after = onMapDays(next, days());
      const changed = layers.some(each => isInItsDays(each, before) !== isInItsDays(each, after))
        || near?.isDrawn(before) !== near?.isDrawn(after);
      const { shown: described } = description;
      const isMarkMoved = marks.some(({ layer }) => layer.id === FOCUS_LINE)
        && isSame(shown, described) !== isSame(next, described);
      shown = next;
      move(changed ? "layers" : "day");
      if (isMarkMoved) move("marks");
    },

    /** Show a moment with the controls on it, as an address asks for. @param {Shown} next */
    showAsked: next => {
      clock?.show(next);
      map.show(next);
    },

    /** Show a moment; resolves in the frame that drew it, before WebGL lets go of it.
     * @param {Shown} next */
    drawnAt: async next => {
      map.show(next);
      while (!isDestroyed) {
        await new Promise(requestAnimationFrame);
        if (frame.root.dataset.drawn && !scheduled && base.isDrawn()) break;
      }
      drawAll();
    },
    viewport: view.viewport,
    canvases,
    flyTo: view.flyTo,
    fit: view.fit,
    /** What is drawn, for tests: counts of drawings, files, and cells by layer of a moment. */
    state: () => ({
      counts: { ...counts }, files: files.names(), shown, drawn: drawn(), description, viewport: view.viewport(),
      isSettled: settling === 0 && !scheduled, names: names.boxes(), marks: marks.filter(isOfTheDay).map(({ layer }) => layer.id), isNear: near?.isDrawn(drawn()) ?? false,
      cellsOf: (/** @type {Shown} */ moment) => cells?.shownCells(moment) ?? {},
    }),
    destroy: () => {
      isDestroyed = true;
      cancelAnimationFrame(scheduled);
      clearTimeout(settling);
      watcher.disconnect();
      window.removeEventListener("beforeprint", print);
      for (const each of [clock, inquiry, near, saving, names]) each?.destroy();
      view.destroy();
      cells?.destroy();
      base?.destroy();
      frame.destroy();
    },
  };
  return map;
}
