/* Mapbox vector tiles, version 2: read as features of GeoJSON, of the layers that are asked for.

   pydeck's deck.gl leaves that to a worker that it would fetch from another host. */

const [MOVE, LINE] = [1, 2];
const KINDS = ["", "Point", "LineString", "Polygon"];
const text = new TextDecoder();

/** Read the fields of a message: number, wire type and value.
 * @param {Uint8Array} bytes @param {(field: number, value: any) => void} take */
function readFields(bytes, take) {
  let at = 0;
  const varint = () => {
    let value = 0, factor = 1, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte > 127);
    return value;
  };
  while (at < bytes.length) {
    const key = varint(), kind = key & 7;
    if (kind === 0) take(key >> 3, varint());
    else if (kind === 2) {
      const length = varint();
      take(key >> 3, bytes.subarray(at, (at += length)));
    } else at += kind === 1 ? 8 : 4;
  }
}

/** @param {Uint8Array} bytes packed numbers @returns {number[]} */
function readPacked(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    let value = 0, factor = 1, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte > 127);
    found.push(value);
  }
  return found;
}

/** Follow the pen of a geometry. @param {number[]} commands @param {(point: Pixels) => Degrees} place
 * @returns {{ points: Degrees[], turn: number }[]} lines, and twice the area that each goes round */
function readLines(commands, place) {
  /** @type {{ points: Degrees[], turn: number, start: number[] }[]} */
  const lines = [];
  let x = 0, y = 0, line = { points: /** @type {Degrees[]} */ ([]), turn: 0, start: [0, 0] };
  for (let at = 0; at < commands.length;) {
    const act = commands[at] & 7;
    for (let left = commands[at++] >> 3; left > 0; left--) {
      if (act !== MOVE && act !== LINE) {
        line.points.push(line.points[0]);
        line.turn += x * line.start[1] - line.start[0] * y;
        continue;
      }
      const [right, down] = [commands[at++], commands[at++]].map(each => (each >> 1) ^ -(each & 1));
      if (act === MOVE) lines.push((line = { points: [], turn: 0, start: [x + right, y + down] }));
      else line.turn += x * (y + down) - (x + right) * y;
      [x, y] = [x + right, y + down];
      line.points.push(place([x, y]));
    }
  }
  return lines;
}

/** @param {string} kind @param {ReturnType<typeof readLines>} lines */
function geometryOf(kind, lines) {
  if (kind === "LineString") {
    return { type: "MultiLineString", coordinates: lines.map(({ points }) => points) };
  }
  // A ring that turns the other way is a hole of the one before it.
  const polygons = [];
  for (const { points, turn } of lines) {
    if (turn > 0 || !polygons.length) polygons.push([points]);
    else polygons[polygons.length - 1].push(points);
  }
  return { type: "MultiPolygon", coordinates: polygons };
}

/** Read a tile.
 * @param {Uint8Array} bytes
 * @param {Set<string>} wanted names of layers
 * @param {(share: Pixels) => Degrees} place where a share of the tile's width and height lies
 * @returns {any[]} features of lines and areas, with `layer` and `class` as properties */
export function readTile(bytes, wanted, place) {
  /** @type {any[]} */
  const features = [];
  readFields(bytes, (_, layerBytes) => {
    let name = "", extent = 4096;
    /** @type {{ keys: string[], values: string[], found: Uint8Array[] }} */
    const { keys, values, found } = { keys: [], values: [], found: [] };
    readFields(layerBytes, (field, value) => {
      if (field === 1) name = text.decode(value);
      if (field === 2) found.push(value);
      if (field === 3) keys.push(text.decode(value));
      if (field === 4) {
        let said = "";
        readFields(value, (kind, each) => { if (kind === 1) said = text.decode(each); });
        values.push(said);
      }
      if (field === 5) extent = value;
    });
    if (!wanted.has(name)) return;
    for (const featureBytes of found) {
      let kind = "";
      let tags = /** @type {number[]} */ ([]), commands = /** @type {number[]} */ ([]);
      readFields(featureBytes, (field, value) => {
        if (field === 2) tags = readPacked(value);
        if (field === 3) kind = KINDS[value];
        if (field === 4) commands = readPacked(value);
      });
      if (kind !== "LineString" && kind !== "Polygon") continue;
      const at = tags.findIndex((tag, index) => index % 2 === 0 && keys[tag] === "class");
      const lines = readLines(commands, ([x, y]) => place([x / extent, y / extent]));
      features.push({
        type: "Feature", geometry: geometryOf(kind, lines),
        properties: { layer: name, class: at < 0 ? "" : values[tags[at + 1]] },
      });
    }
  });
  return features;
}
