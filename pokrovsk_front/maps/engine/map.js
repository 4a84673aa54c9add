/* A map: its parts put together, drawn only where what they show moves. */

import { createBase } from "./base.js";
import { createCells, makeMesh } from "./cells.js";
import { isInItsDays, isRowShown } from "./days.js";
import { makeCornersOf } from "./deck.js";
import { createFiles } from "./files.js";
import { createFrame } from "./frame.js";
import { createMarks, isMark } from "./marks.js";
import { createPointing } from "./pointing.js";
import { isStreetMap, tilesOf } from "./street_map.js";
import { createView } from "./view.js";

const isCells = layer => layer["@@type"] === "H3HexagonLayer";
const isOutline = layer => layer["@@type"] === "GeoJsonLayer";
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Mount a map in a box.
 * @param {HTMLElement} box @param {Description} first @param {Host} host */
export function mountMap(box, first, host) {
  let description = first, shown = first.shown;
  let base, cells, cornersOf, scheduled = 0, isBaseDrawn = false, isDestroyed = false;
  /* What has moved since the last frame: layers, camera, day. */
  const moved = { layers: true, camera: true, day: true };
  const files = createFiles(async address => {
    const found = await host.read(address);
    return isStreetMap(address) ? { ...found, tiles: await tilesOf(found, host.read) } : found;
  });
  const counts = { base: 0, cells: 0, marks: 0 };

  const move = part => {
    moved[part] = true;
    if (part === "layers") delete frame.root.dataset.drawn;
    if (!scheduled && !isDestroyed) scheduled = requestAnimationFrame(draw);
  };
  const frame = createFrame(box, {
    zoomBy: by => view.zoomBy(by), fit: () => view.fit(), retry: () => start(),
  });
  const marks = createMarks(frame.names), pointing = createPointing();
  const view = createView(frame.canvas, first.initialViewState, {
    isCalm: host.isCalm, isFull: frame.isFull,
    onMove: () => move("camera"), onRest: host.onCamera, onHint: frame.hint,
    onClick: at => {
      const place = marks.placeAt(at, view.viewport());
      if (place) host.onPlace(place);
    },
  });

  const rowsOf = layer => (typeof layer.data === "string" ? files.get(layer.data) : layer.data);
  const style = () => files.get(description.mapStyle);

  /** List the addresses that the picture needs now; lines of the base map come after the land. */
  const wanted = () => {
    const { zoom } = view.viewport();
    const layers = isStreetMap(description.mapStyle) ? [] : style()?.layers ?? [];
    const grounds = layers.filter(each => each.source
      && zoom >= (each.minzoom ?? 0) && (isBaseDrawn || each.type === "fill"));
    return [
      ...description.layers.filter(each => isInItsDays(each, shown)).map(each => each.data),
      description.mapStyle,
      ...grounds.map(each => style().sources[each.source].data),
    ].filter(each => typeof each === "string");
  };
  const ask = () => {
    for (const address of wanted().filter(each => files.get(each) === undefined)) {
      files.load(address).then(() => move("layers"), () => frame.trouble(true));
    }
  };
  const isAllHere = () => wanted().every(address => files.get(address) !== undefined);

  /** Hand the layers to the parts that draw them. */
  const setLayers = () => {
    const { layers } = description;
    const here = layers.filter(each => isInItsDays(each, shown) && rowsOf(each));
    base?.update(style(), layers.filter(isOutline).map(
      layer => ({ layer, isDrawn: isInItsDays(layer, shown) })), files, description);
    cells?.update(here.filter(isCells).map(layer => {
      const source = typeof layer.data === "string" ? layer.data : JSON.stringify(layer.data);
      const key = `${source} ${layer.follows ?? ""} ${layer.coverage ?? 1}`;
      return { layer, key, make: () => makeMesh(layer, rowsOf(layer), cornersOf) };
    }));
    marks.update(here.filter(isMark).map(layer => ({ layer, rows: rowsOf(layer) })),
      description.palette);
  };

  let zoomDrawn = NaN;
  const draw = () => {
    scheduled = 0;
    if (frame.resize()) moved.camera = true;
    const viewport = view.viewport(), { layers, camera } = moved;
    Object.assign(moved, { layers: false, camera: false, day: false });
    if (camera) base?.move(viewport);
    if (layers || viewport.zoom !== zoomDrawn) {
      zoomDrawn = viewport.zoom;
      ask();
      setLayers();
    }
    if ((camera || layers) && base) counts.base++;
    if (cells) {
      cells.draw(viewport, shown);
      counts.cells++;
    }
    if (camera || layers) {
      marks.draw(viewport);
      counts.marks++;
    }
    frame.root.dataset.day = String(shown.day);
    tellDrawn();
  };

  /** Say that all that is asked for is on the screen. */
  const tellDrawn = () => {
    const isDrawn = base && isBaseDrawn && isAllHere() && !moved.layers;
    if (isDrawn) frame.root.dataset.drawn = description.scheme;
    else delete frame.root.dataset.drawn;
    if (isAllHere()) frame.trouble(false);
  };
  const onBaseDrawn = () => {
    if (!style() || !isAllHere()) return;
    if (!isBaseDrawn) {
      isBaseDrawn = true;
      const ground = style().layers.find(each => each.type === "background");
      const isOurs = !isStreetMap(description.mapStyle);
      frame.canvas.style.background = isOurs ? ground.paint["background-color"] : "";
      move("layers");
    }
    if (!scheduled) tellDrawn();
  };

  const start = () => {
    ask();
    if (base) return;
    host.library().then(library => {
      if (base || isDestroyed) return;
      cornersOf = makeCornersOf(library);
      cells = createCells(frame.cells, { onRestored: () => move("day") });
      // Without WebGL the page shows a picture instead.
      if (!cells) return;
      base = createBase(frame.base, library, view.viewport(), {
        onDrawn: onBaseDrawn, onRestored: () => move("layers") });
      move("layers");
      move("camera");
    }, () => frame.trouble(true));
  };

  const print = () => {
    if (!base) return;
    base.redraw();
    cells.draw(view.viewport(), shown);
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
      move("layers");
      start();
    },

    /** Show another moment; the last one of a frame wins. @param {Shown} next */
    show: next => {
      const { layers } = description;
      const changed = layers.some(each => isInItsDays(each, shown) !== isInItsDays(each, next));
      shown = next;
      move(changed ? "layers" : "day");
    },
    viewport: view.viewport,
    canvases,
    flyTo: view.flyTo,
    fit: view.fit,

    /** List the layers under a point, the lowest first, with the row of a cell.
     * @param {Degrees} point @returns {{ layerId: string, row: any }[]} */
    layersAt: point => description.layers.filter(
      each => isInItsDays(each, shown) && rowsOf(each)).flatMap(layer => {
        const rows = rowsOf(layer);
        if (isOutline(layer)) {
          return pointing.isCovered(rows, point) ? [{ layerId: layer.id, row: null }] : [];
        }
        if (!isCells(layer) || !cornersOf) return [];
        return pointing.cellsAt(rows, point, cornersOf)
          .filter(row => isRowShown(layer, row, shown)).map(row => ({ layerId: layer.id, row }));
      }),

    /** What is drawn, for tests: counts of drawings, files, and cells by layer of a moment. */
    state: () => ({
      counts: { ...counts }, files: files.names(), shown, description, viewport: view.viewport(),
      cellsOf: moment => cells?.shownCells(moment) ?? {},
    }),
    destroy: () => {
      isDestroyed = true;
      cancelAnimationFrame(scheduled);
      watcher.disconnect();
      window.removeEventListener("beforeprint", print);
      view.destroy();
      cells?.destroy();
      base?.destroy();
      frame.destroy();
    },
  };
  return map;
}
