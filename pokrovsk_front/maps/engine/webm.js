/* The duration of a WebM, which browsers leave out of what they record. */
// @ts-check

const WEBM_INFO = [0x15, 0x49, 0xa9, 0x66];
const WEBM_DURATION = [0x44, 0x89];
const WEBM_HEAD_BYTES = 1024;

/**
 * Writes its duration into a WebM, which a recorder leaves out: without it players have no end to
 * seek to. A file that is laid out otherwise is given back as it is.
 * @param {Blob} film
 * @param {number} ms
 */
export async function withDuration(film, ms) {
  const head = new Uint8Array(await film.slice(0, WEBM_HEAD_BYTES).arrayBuffer());
  const info = head.findIndex((_, at) => WEBM_INFO.every((byte, next) => head[at + next] === byte));
  const size = info + WEBM_INFO.length;
  if (info < 0 || size >= head.length) return film;
  /* The size is a number of 1 to 8 bytes, told by the place of the first bit that is set. */
  const length = Math.clz32(head[size]) - 23;
  let bytes = head[size] & (0xff >> length);
  for (let at = 1; at < length; at++) bytes = bytes * 256 + head[size + at];
  const start = size + length, end = start + bytes;
  if (length > 8 || end > head.length) return film;
  const has = head.subarray(start, end).some(
    (byte, at, all) => byte === WEBM_DURATION[0] && all[at + 1] === WEBM_DURATION[1],
  );
  if (has) return film;
  const element = new DataView(new ArrayBuffer(11));
  [...WEBM_DURATION, 0x88].forEach((byte, at) => element.setUint8(at, byte));
  element.setFloat64(3, ms);
  const total = new DataView(new ArrayBuffer(8));
  total.setBigUint64(0, BigInt(bytes + element.byteLength) | (1n << 56n));
  return new Blob([film.slice(0, size), total, film.slice(start, end), element, film.slice(end)], {
    type: film.type,
  });
}
