/* Draws every map of the page from the data beside it, with the deck.gl that pydeck ships.
   That build has no extensions: days are filtered, and land is hatched and dashed, here. */
(function () {
  "use strict";
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  const FINEST_HATCH_ZOOM = 10;
  const TILE_PX = 512;
  const HIDDEN = [0, 0, 0, 0];
  const shared = globalThis.mapData || {};
  const read = {};

  const parsed = name => {
    if (name in read) return read[name];
    const block = document.querySelector(`script[data-map="${name}"]`);
    const value = name in shared ? shared[name] : JSON.parse(block.textContent);
    return (read[name] = "columns" in value ? rows(value) : value);
  };

  /* Columns to rows: cells of one resolution share the head and the tail of their name. */
  const rows = ({ columns, head, tail }) => {
    const keys = Object.keys(columns);
    return columns[keys[0]].map((_, at) => {
      const row = {};
      for (const key of keys) row[key] = columns[key][at];
      if ("h" in row) row.h = head + row.h + tail;
      return row;
    });
  };

  /* What differs between the schemes is stored as {light, dark}. */
  const inScheme = value => {
    if (Array.isArray(value)) return value.map(inScheme);
    if (value === null || typeof value !== "object") return value;
    if ("light" in value && "dark" in value) return value[isDark.matches ? "dark" : "light"];
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inScheme(each)]));
  };

  const widthAt = (stops, zoom) => {
    const next = stops.findIndex(stop => stop[0] > zoom);
    if (next < 0) return stops[stops.length - 1][1];
    if (next === 0) return stops[0][1];
    const [[from, thin], [to, thick]] = [stops[next - 1], stops[next]];
    return thin + (thick - thin) * (zoom - from) / (to - from);
  };

  const toPixel = zoom => {
    const world = TILE_PX * 2 ** zoom;
    return ([longitude, latitude]) => [
      world * (longitude / 360 + 0.5),
      world * (0.5 - Math.log(Math.tan(Math.PI / 4 + latitude * Math.PI / 360)) / (2 * Math.PI)),
    ];
  };
  const toDegrees = zoom => {
    const world = TILE_PX * 2 ** zoom;
    return (x, y) => [
      (x / world - 0.5) * 360,
      Math.atan(Math.exp((0.5 - y / world) * 2 * Math.PI)) * 360 / Math.PI - 90,
    ];
  };

  const parts = (data, kind) => data.features.filter(each => each.geometry.type.endsWith(kind))
    .flatMap(({ geometry }) => geometry.type.startsWith("Multi")
      ? geometry.coordinates : [geometry.coordinates]);

  /* Lines at 45 degrees, `gap` pixels apart at a zoom, where they lie inside the polygons. */
  const hatched = (polygons, gap, zoom) => {
    const pixel = toPixel(zoom), degrees = toDegrees(zoom), crossings = new Map();
    for (const ring of polygons.flat()) {
      const points = ring.map(pixel);
      for (let at = 1; at < points.length; at++) {
        const [x1, y1] = points[at - 1], [x2, y2] = points[at];
        const from = (x1 + y1) / gap, to = (x2 + y2) / gap;
        const last = Math.ceil(Math.max(from, to)) - 1;
        for (let line = Math.ceil(Math.min(from, to)); line <= last; line++) {
          if (!crossings.has(line)) crossings.set(line, []);
          crossings.get(line).push(x1 + (x2 - x1) * (line - from) / (to - from));
        }
      }
    }
    const found = [];
    for (const [line, places] of crossings) {
      places.sort((one, other) => one - other);
      for (let at = 1; at < places.length; at += 2) {
        found.push([places[at - 1], places[at]].map(x => degrees(x, line * gap - x)));
      }
    }
    return found;
  };

  const dashed = (paths, [on, off], zoom) => {
    const pixel = toPixel(zoom), degrees = toDegrees(zoom), found = [];
    for (const path of paths) {
      let isOn = true, left = on, dash = [path[0]], [x, y] = pixel(path[0]);
      for (const point of path.slice(1)) {
        const [endX, endY] = pixel(point);
        let length = Math.hypot(endX - x, endY - y);
        while (length > left) {
          x += (endX - x) * left / length;
          y += (endY - y) * left / length;
          length -= left;
          if (isOn) found.push([...dash, degrees(x, y)]);
          isOn = !isOn;
          left = isOn ? on : off;
          dash = [degrees(x, y)];
        }
        left -= length;
        [x, y] = [endX, endY];
        dash.push(point);
      }
      if (isOn && dash.length > 1) found.push(dash);
    }
    return found;
  };

  /* One map: its box, what is stored beside it, and the day that it shows if it has days. */
  const start = box => {
    const stored = JSON.parse(box.nextElementSibling.textContent);
    let deck, isLoaded = false, made = {}, zoom = stored.view.zoom, day = stored.day;
    /* Layers of which the map of the day tells nothing: their cells stand for other days. */
    let hidden = [];
    const once = (key, make) => (made[key] = made[key] || make());

    const NOTHING = { type: "FeatureCollection", features: [] };
    const base = ({ id, type, source, filter, color, width, dash, minzoom }) => {
      const visible = zoom >= minzoom;
      // What is too small for the zoom is not even taken to the graphics card.
      const data = visible ? once(`base ${id}`, () => {
        const { features } = parsed(source);
        const kept = features.filter(each => !filter || each.properties[filter[0]] === filter[1]);
        return { type: "FeatureCollection", features: kept };
      }) : NOTHING;
      if (dash) {
        const level = Math.min(Math.round(zoom), FINEST_HATCH_ZOOM);
        const pattern = dash.map(length => length * widthAt(width, level));
        const dashes = once(`base ${id} ${visible && level}`,
          () => dashed(parts(data, "LineString"), pattern, level));
        return [{ "@@type": "PathLayer", id, pickable: false, widthUnits: "pixels", getWidth: 1,
          widthScale: widthAt(width, zoom), getColor: color, visible },
        { data: dashes, getPath: path => path }];
      }
      const isFill = type === "fill";
      const json = { "@@type": "GeoJsonLayer", id, filled: isFill, stroked: !isFill, pickable: false,
        getFillColor: color, getLineColor: color, lineWidthUnits: "pixels", getLineWidth: 1,
        lineJointRounded: true, lineCapRounded: true, visible };
      if (width) json.lineWidthScale = widthAt(width, zoom);
      return [json, { data }];
    };

    const isShown = row => row.f <= day && day < row.t;
    const land = ({ rows: name, hatch, dash, isMoving, ...json }) => {
      if (!name) return [[json, { data: json.data }]];
      if (!hatch) {
        const more = { data: parsed(name) };
        if (isMoving) {
          // Geometry stays on the graphics card: a day that is not shown is only transparent.
          const { getFillColor: fill } = json;
          const isHidden = hidden.includes(json.id);
          more.getFillColor = row => (!isHidden && isShown(row) ? fill : HIDDEN);
          more.updateTriggers = { getFillColor: [day, isDark.matches, isHidden] };
        }
        return [[json, more]];
      }
      const level = Math.min(Math.round(zoom), FINEST_HATCH_ZOOM);
      const areas = once(`areas ${json.id}`, () => parts(parsed(name), "Polygon"));
      const edges = once(`edges ${json.id}`, () => parts(parsed(name), "LineString"));
      const lines = (what, drawing, paths) => [
        { "@@type": "PathLayer", id: `${json.id}-${what}`, widthUnits: "pixels", pickable: false,
          getWidth: drawing.width, getColor: drawing.color },
        { data: paths, getPath: path => path }];
      return [
        [{ ...json, "@@type": "PolygonLayer" }, { data: areas, getPolygon: area => area }],
        lines("hatch", hatch, once(`hatch ${json.id} ${level}`,
          () => hatched(areas, hatch.gap, level))),
        lines("edge", dash, once(`edge ${json.id} ${level}`,
          () => dashed(edges, dash.pattern, level))),
      ];
    };

    const draw = () => {
      const { background, base: ground, layers } = inScheme(stored);
      box.style.background = background;
      const drawn = [...ground.map(base), ...layers.flatMap(land)];
      const take = ({ layers: made }) => deck.setProps({
        layers: made.map((layer, at) => layer.clone(drawn[at][1])),
      });
      updateDeck({ layers: drawn.map(([json]) => ({ ...json, data: [] })) }, { setProps: take });
    };

    const move = change => {
      const { longitude, latitude, zoom: now, width, height } = deck.getViewports()[0];
      const view = { ...stored.view, longitude, latitude, zoom: now, ...change(
        { longitude, latitude, zoom: now, width, height }) };
      view.zoom = Math.min(Math.max(view.zoom, view.minZoom), view.maxZoom);
      view.transitionDuration = isCalm.matches ? 0 : 200;
      deck.setProps({ initialViewState: view });
    };
    const pan = (right, down) => move(({ longitude, latitude, zoom: now }) => {
      const [x, y] = toPixel(now)([longitude, latitude]);
      const [east, north] = toDegrees(now)(x + right, y + down);
      return { longitude: east, latitude: north };
    });
    const STEP_PX = 80;
    const keys = {
      ArrowLeft: () => pan(-STEP_PX, 0), ArrowRight: () => pan(STEP_PX, 0),
      ArrowUp: () => pan(0, -STEP_PX), ArrowDown: () => pan(0, STEP_PX),
      "+": () => move(view => ({ zoom: view.zoom + 1 })),
      "=": () => move(view => ({ zoom: view.zoom + 1 })),
      "-": () => move(view => ({ zoom: view.zoom - 1 })),
    };
    const buttons = { in: keys["+"], out: keys["-"], back: () => move(() => stored.view) };

    deck = createDeck({ container: box, tooltip: false, jsonInput: {
      initialViewState: stored.view, layers: [],
      views: [{ "@@type": "MapView", controller: { scrollZoom: false, dragRotate: false,
        touchRotate: false, keyboard: false } }] } });
    deck.setProps({
      // One finger scrolls the page, two move the map.
      touchAction: "pan-y",
      onViewStateChange: ({ viewState }) => {
        const before = zoom;
        zoom = viewState.zoom;
        if (isLoaded && Math.abs(zoom - before) > 1e-6) draw();
      },
      // The canvas gets its size in the frame after it is made: whatever is drawn before that is
      // drawn twice.
      onLoad: () => requestAnimationFrame(() => requestAnimationFrame(() => {
        isLoaded = true;
        draw();
      })),
      onAfterRender: () => {
        if (deck.props.layers.length && deck.props.layers.every(layer => layer.isLoaded)) {
          box.dataset.drawn = isDark.matches ? "dark" : "light";
          if (day !== undefined) box.dataset.day = day;
          box.dataset.hidden = hidden.join(" ");
        }
      },
    });
    box.addEventListener("keydown", event => {
      if (!(event.key in keys) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      keys[event.key]();
    });
    box.parentElement.querySelectorAll("button[data-move]").forEach(button =>
      button.addEventListener("click", buttons[button.dataset.move]));
    isDark.addEventListener("change", () => { if (isLoaded) draw(); });
    // A browser prints the canvas of a map blank: it prints this picture of it.
    const picture = new Image();
    picture.className = "map-in-print";
    picture.alt = "";
    box.append(picture);
    addEventListener("beforeprint", () => {
      if (!box.dataset.drawn) return;
      deck.redraw("print");
      picture.src = box.querySelector("canvas").toDataURL();
    });
    return { show: (next, without = []) => { [day, hidden] = [next, without]; if (isLoaded) draw(); } };
  };

  // Without WebGL the picture of the map stays, and a sentence says so.
  const canDraw = document.createElement("canvas").getContext("webgl2") !== null;
  const started = new Map();
  const ensure = box => {
    if (!started.has(box)) started.set(box, start(box));
    return started.get(box);
  };
  const seen = new IntersectionObserver((entries, watcher) => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    watcher.unobserve(entry.target);
    ensure(entry.target);
  }), { rootMargin: "100px" });
  document.querySelectorAll(".map").forEach(box => canDraw
    ? seen.observe(box) : box.parentElement.classList.add("is-picture"));
  if (canDraw) globalThis.showMapDay = (box, day, without) => ensure(box).show(day, without);
})();
