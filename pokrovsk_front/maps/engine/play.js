// @ts-check
/* Play: the day moves by itself, once the reader has asked for it, until the end or a hand. */

/** @typedef {import("./words.js").Texts} Texts */

const STEP_DAYS = [1, 7, 30];
const STEP_SECONDS = [1, 0.4, 0.1];
const DAYS_BACK_AT_THE_END = 365;
const LESS_MOTION = "(prefers-reduced-motion: reduce)";

/**
 * @param {HTMLElement} parent
 * @param {string} text
 * @param {string[]} names
 */
function addSelect(parent, text, names) {
  const label = document.createElement("label");
  const said = document.createElement("span");
  said.className = "map-play-label";
  said.textContent = text;
  const select = document.createElement("select");
  select.append(...names.map((name, at) => new Option(name, String(at), at === 1, at === 1)));
  label.append(said, select);
  parent.append(label);
  return select;
}

/**
 * Create the controls of play; they are hidden from who asked the system for less motion.
 * @param {HTMLElement} parent
 * @param {object} options
 * @param {Texts} options.texts
 * @param {() => { day: number, first: number, last: number }} options.current The day that moves
 *     and how far it may.
 * @param {(day: number) => void} options.onStep
 * @param {() => void} options.onStop Stopped, at the end or by the reader.
 */
export function createPlay(parent, { texts, current, onStep, onStop }) {
  const box = document.createElement("div");
  box.className = "map-play";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-play-button";
  box.append(button);
  const step = addSelect(box, texts.step, [texts.oneDay, texts.oneWeek, texts.thirtyDays]);
  const speed = addSelect(box, texts.speed, [texts.slow, texts.normal, texts.fast]);
  parent.append(box);
  const lessMotion = matchMedia(LESS_MOTION);
  let timer = 0;

  const paint = () => {
    button.textContent = timer ? texts.pause : texts.play;
    button.dataset.playing = String(timer !== 0);
  };
  const stop = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    paint();
    onStop();
  };
  /** @param {number} day */
  const goTo = day => {
    timer = setTimeout(tick, STEP_SECONDS[Number(speed.value)] * 1000);
    onStep(day);
  };
  const tick = () => {
    const { day, last } = current();
    if (day >= last) stop();
    else goTo(Math.min(day + STEP_DAYS[Number(step.value)], last));
  };
  const start = () => {
    const { day, first, last } = current();
    if (day < last) tick();
    else goTo(Math.max(last - DAYS_BACK_AT_THE_END, first));
    paint();
  };
  button.addEventListener("click", () => (timer ? stop() : start()));
  const calm = () => {
    if (lessMotion.matches) stop();
  };
  lessMotion.addEventListener("change", calm);
  paint();

  return {
    stop,
    isPlaying: () => timer !== 0,
    destroy() {
      clearTimeout(timer);
      timer = 0;
      lessMotion.removeEventListener("change", calm);
      box.remove();
    },
  };
}
