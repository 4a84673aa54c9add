/* A video of steps, recorded from a canvas by the browser: MP4 if it can, else WebM. */
// @ts-check
import { withDuration } from "./webm.js";

/* H.264 in MP4 is what most programs and sites take; others follow by how many do. */
const FILM_TYPES = [
  "video/mp4;codecs=avc1.640028", "video/mp4;codecs=avc1.42E028",
  "video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4",
];
const FILM_BITS_PER_SECOND = 8_000_000;
const FILM_STEP_SECONDS = 0.25;
const FILM_LAST_MS = 1500;
const FILM_LAST_FRAMES = 3;
const FILM_END_MS = 800;

/** @typedef {{ shortest: number, longest: number, maxSteps: number }} FilmLimits in seconds */

/**
 * Tells how many seconds a video of some steps takes.
 * @param {number} count
 * @param {FilmLimits} limits
 */
export const filmSeconds = (count, { shortest, longest }) =>
  Math.min(Math.max(count * FILM_STEP_SECONDS, shortest), longest);

/**
 * Names the type of video that the browser records, if it records any.
 * @returns {string | undefined}
 */
export const filmType = () =>
  typeof MediaRecorder === "undefined" || !("captureStream" in HTMLCanvasElement.prototype)
    ? undefined
    : FILM_TYPES.find(type => MediaRecorder.isTypeSupported(type));

/**
 * Records a video: draws each step on a canvas and gives the recorder its frame. A step that takes
 * longer to draw than its share of the time makes the video longer; none is left out.
 * @param {HTMLCanvasElement} canvas
 * @param {{ count: number, draw: (at: number) => Promise<void>, seconds: number,
 *   signal: AbortSignal, onStep?: (at: number) => void }} film
 * @returns {Promise<Blob>}
 */
export async function recordFilm(canvas, { count, draw, seconds, signal, onStep }) {
  const type = filmType() ?? "";
  await draw(0);
  const stream = canvas.captureStream(0);
  const track = /** @type {CanvasCaptureMediaStreamTrack} */ (stream.getVideoTracks()[0]);
  const recorder = new MediaRecorder(stream, {
    mimeType: type, videoBitsPerSecond: FILM_BITS_PER_SECOND,
  });
  /** @type {Blob[]} */
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const hasEnded = new Promise((done, fail) => {
    recorder.onstop = done;
    recorder.onerror = event => fail(/** @type {any} */ (event).error);
  });
  hasEnded.catch(() => {}); // told below, when it is awaited
  let begun = 0;
  try {
    recorder.start();
    begun = performance.now();
    const stepMs = seconds * 1000 / count;
    let due = begun;
    for (let at = 0; at < count; at++) {
      if (at) await draw(at);
      track.requestFrame();
      onStep?.(at);
      due = Math.max(due + stepMs, performance.now());
      await filmUntil(due, signal);
    }
    /* A frame lasts until the next one: the last one is drawn again, in case one is dropped. */
    for (let again = 0; again < FILM_LAST_FRAMES; again++) {
      due += FILM_LAST_MS / FILM_LAST_FRAMES;
      await filmUntil(due, signal);
      await draw(count - 1);
      track.requestFrame();
    }
    await filmUntil(performance.now() + FILM_END_MS, signal);
  } finally {
    if (recorder.state !== "inactive") recorder.stop();
    track.stop();
  }
  const ms = performance.now() - begun;
  await hasEnded;
  const film = new Blob(parts, { type: type.split(";")[0] });
  return film.type === "video/webm" ? withDuration(film, ms) : film;
}

/**
 * Waits until a moment of `performance.now()`.
 * @param {number} moment
 * @param {AbortSignal} signal
 */
const filmUntil = (moment, signal) => new Promise((done, fail) => {
  const stop = () => {
    clearTimeout(timer);
    fail(signal.reason);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", stop);
    done(undefined);
  }, Math.max(moment - performance.now(), 0));
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
});
