/* The form of a video: two days, step, shape; how long it will be, how far it is, cancel. */
// @ts-check
import { filmDayOf, filmDays, filmIso, monthsAfter } from "./film_days.js";
import { filmSeconds, filmType } from "./film.js";
import { recordElement, recordText } from "./record_parts.js";

/** @typedef {import("./record.js").RecordDescription} RecordDescription */
/** @typedef {import("./sheet.js").SheetShape} SheetShape */
/** @typedef {{ days: number[], shape: SheetShape, signal: AbortSignal,
 *   onStep: (at: number) => void }} AskedFilm */

const FILM_MONTHS_BACK = 12;
const FILM_STEPS = ["day", "week", "month"];

/** @param {string} type @param {string} name */
const filmField = (type, name) =>
  /** @type {HTMLInputElement} */ (recordElement("input", { type, name }));

/** @param {string} name @param {string[]} values @param {Record<string, string>} texts */
const filmChoice = (name, values, texts) => /** @type {HTMLSelectElement} */ (
  recordElement("select", { name },
    ...values.map(value => recordElement("option", { value }, texts[value]))));

/**
 * Makes the form; it opens on the twelve months before the day seen, by week.
 * @param {RecordDescription} record
 * @param {{ day: (day: number) => string }} format
 * @param {{ onProblem: (text: string) => void, onRecord: (film: AskedFilm) => Promise<void> }} to
 */
export function createFilmForm({ texts, shapes, film }, format, { onProblem, onRecord }) {
  const from = filmField("date", "from"), to = filmField("date", "to");
  const step = filmChoice("step", FILM_STEPS, texts);
  const shape = filmChoice("shape", shapes.map(each => each.name), texts);
  const length = recordElement("p", { class: "map-record-length" });
  const start = recordElement("button", { type: "submit" }, texts.record);
  const cancel = recordElement("button", { type: "button", hidden: "" }, texts.cancel);
  const progress = /** @type {HTMLProgressElement} */ (recordElement("progress", {
    max: "1", value: "0", hidden: "", "aria-label": texts.video,
  }));
  const passed = recordElement("p", { class: "map-record-passed" });
  const labelled = (/** @type {string} */ text, /** @type {HTMLElement} */ input) =>
    recordElement("label", {}, text, input);
  const form = recordElement("form", { class: "map-record-form", novalidate: "" },
    labelled(texts.from, from), labelled(texts.to, to), labelled(texts.step, step),
    labelled(texts.shape, shape), length, recordElement("p", {}, texts.private),
    start, cancel, progress, passed);
  let first = NaN, last = NaN, seen = "";
  /** @type {AbortController | null} */
  let running = null;
  step.value = "week";

  /** @returns {{ days: number[], problem: string }} */
  const asked = () => {
    const [begin, end] = [from, to].map(input => filmDayOf(input.value));
    if (!(begin >= first && begin < end && end <= last)) {
      const values = { first: format.day(first), last: format.day(last) };
      return { days: [], problem: recordText(texts.badDays, values) };
    }
    const days = filmDays(begin, end, step.value), count = days.length;
    const limit = film.maxSteps, isLong = count > limit;
    return { days, problem: isLong ? recordText(texts.tooLong, { count, limit }) : "" };
  };
  const tellLength = () => {
    const { days, problem } = asked(), count = days.length;
    length.textContent = problem
      || recordText(texts.length, { count, seconds: Math.round(filmSeconds(count, film)) });
    for (const input of [from, to]) input.setAttribute("aria-invalid", String(problem !== ""));
  };
  /** @param {boolean} isOn */
  const setRunning = isOn => {
    const hadFocus = form.matches(":focus-within");
    start.hidden = isOn;
    cancel.hidden = progress.hidden = !isOn;
    progress.value = 0;
    passed.textContent = "";
    for (const input of [from, to, step, shape]) input.disabled = isOn;
    if (hadFocus) (isOn ? cancel : start).focus();
  };
  form.addEventListener("change", tellLength);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const { days, problem } = asked(), count = days.length;
    if (problem || !filmType()) {
      onProblem(problem || texts.noRecorder);
      return;
    }
    if (running) return;
    running = new AbortController();
    setRunning(true);
    await onRecord({
      days,
      shape: /** @type {SheetShape} */ (shapes.find(each => each.name === shape.value)),
      signal: running.signal,
      onStep(at) {
        progress.value = (at + 1) / count;
        const values = { day: format.day(days[at]), done: at + 1, count };
        passed.textContent = recordText(texts.recording, values);
      },
    });
    running = null;
    setRunning(false);
  });
  const stop = () => running?.abort();
  cancel.addEventListener("click", stop);

  return {
    form,
    cancel: stop,
    /**
     * Sets the days that there are maps of; the film ends with the day seen, and of two days it
     * begins with the earlier. What the reader chose stays until another day is seen.
     * @param {{ first: number, last: number, shown: Shown }} state
     */
    setRange({ first: earliest, last: latest, shown }) {
      const next = [earliest, latest, shown.day, shown.from].join(" ");
      if (running || next === seen) return;
      seen = next;
      [first, last] = [earliest, latest];
      for (const input of [from, to]) [input.min, input.max] = [filmIso(first), filmIso(last)];
      // A film has two days at least.
      const end = Math.min(Math.max(shown.day, first + 1), last);
      const begin = shown.from ?? monthsAfter(end, -FILM_MONTHS_BACK);
      to.value = filmIso(end);
      from.value = filmIso(Math.max(begin, first));
      tellLength();
    },
  };
}
