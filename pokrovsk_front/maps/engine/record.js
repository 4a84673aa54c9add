/* Two buttons on the map: save what is seen as a picture, save the days as a video. Both are made
   in the browser, on a map that is not seen, and sent nowhere. */
// @ts-check
import { createFilmForm } from "./film_form.js";
import { recordElement, recordText, saveFile } from "./record_parts.js";
import { pictureFile, videoFile } from "./saved.js";

/** @typedef {import("./saved.js").Saving} Saving */
/** @typedef {import("./saved.js").SavedFile} SavedFile */
/** @typedef {import("./sheet.js").SheetShape} SheetShape */
/**
 * `record` is what `maps/record.py` describes for all maps of a language, `sheet` what it describes
 * for one. `first` and `last` are the days that there are maps of: equal ones have no video.
 * @typedef {{ texts: Record<string, string>, shapes: SheetShape[],
 *   rules: import("./sheet.js").SheetRules, film: import("./film.js").FilmLimits,
 * }} RecordDescription
 * @typedef {import("./sheet.js").SheetContent & { figure: string, asOf: number, line?: string }}
 *   RecordSheet
 * @typedef {{ sheet: RecordSheet, shown: Shown, first: number, last: number }} RecordState
 * @typedef {{ record: RecordDescription, locale: string, open: Saving["open"],
 *   format: { day: (day: number) => string, month: (day: number) => string },
 *   wordsAt: (shown: Shown) => { headline: string, line: string, asOf?: number },
 * }} RecordOptions `wordsAt` gives the words of another day than the one of the description;
 *   `asOf` is the day of the map that stands for it
 */

/**
 * Tells what a reader can do about a fault.
 * @param {unknown} fault
 * @param {Record<string, string>} texts
 */
const remedyOf = (fault, texts) =>
  fault instanceof DOMException && fault.name === "SecurityError" ? texts.foreign : texts.failed;

/**
 * Puts the buttons and their panels on the map.
 * @param {HTMLElement} over
 * @param {RecordOptions} options
 * @param {RecordState} state
 * @returns {{ update: (state: RecordState) => void, destroy: () => void }}
 */
export function createRecord(over, { record, locale, format, open, wordsAt }, state) {
  const { texts, shapes, rules, film: limits } = record;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const root = recordElement("div", { class: "map-record" });
  const status = recordElement("p", { class: "map-record-status", role: "status" });
  let isBusy = false;

  /** @type {Saving["contentAt"]} */
  const contentAt = shown => {
    const { sheet } = state, isNow = JSON.stringify(shown) === JSON.stringify(state.shown);
    const { headline, line, asOf } = isNow ? sheet : { asOf: shown.day, ...wordsAt(shown) };
    return {
      ...sheet, headline, measure: line || sheet.measure,
      foot: recordText(sheet.foot, { day: format.day(asOf) }),
    };
  };
  const saving = () => ({
    figure: state.sheet.figure, rules, film: limits, open, contentAt,
    day: format.day, month: format.month,
    km: (/** @type {number} */ length) => recordText(texts.km, { number: number.format(length) }),
  });

  /**
   * Makes one file at a time, saves it and says so.
   * @param {string} begun what is said meanwhile
   * @param {string} saved
   * @param {() => Promise<SavedFile>} make
   */
  const save = async (begun, saved, make) => {
    if (isBusy) return;
    isBusy = true;
    status.textContent = begun;
    try {
      const { blob, name } = await make();
      saveFile(blob, name);
      const megabytes = number.format(Math.max(blob.size / 1e6, 0.1));
      status.textContent = recordText(saved, {
        size: recordText(texts.size, { number: megabytes }),
      });
    } catch (fault) {
      const isCancelled = fault instanceof DOMException && fault.name === "AbortError";
      status.textContent = isCancelled ? texts.cancelled : remedyOf(fault, texts);
    }
    isBusy = false;
  };

  const pictures = shapes.map(shape => {
    const [width, height] = [shape.width, shape.height].map(side => Math.round(side * shape.scale));
    const text = recordText(texts.sized, { shape: texts[shape.name], width, height });
    const button = recordElement("button", { type: "button", "data-shape": shape.name }, text);
    button.addEventListener("click", () => save(
      texts.drawing, texts.pictureSaved, () => pictureFile(saving(), shape, state.shown)));
    return button;
  });
  const film = createFilmForm(record, format, {
    onProblem: problem => { status.textContent = problem; },
    onRecord: ({ shape, ...asked }) => save(
      texts.videoBegun, texts.videoSaved,
      () => videoFile(saving(), shape, { ...asked, shown: state.shown })),
  });
  const panels = [
    recordPanel("picture", texts.picture, texts.pictureHelp, pictures),
    recordPanel("video", texts.video, texts.videoHelp, [film.form]),
  ];

  /** @param {typeof panels[0] | null} opened the only one that is to be open */
  const unfold = opened => {
    for (const each of panels) each.setOpen(each === opened);
    if (opened && !isBusy) status.textContent = "";
  };
  for (const each of panels) {
    each.button.addEventListener("click", () => unfold(each.isOpen() ? null : each));
  }
  root.addEventListener("keydown", event => {
    const opened = panels.find(each => each.isOpen());
    if (event.key !== "Escape" || !opened) return;
    event.stopPropagation();
    unfold(null);
    opened.button.focus();
  });
  const closeOutside = (/** @type {Event} */ event) => {
    if (!isBusy && !event.composedPath().includes(root)) unfold(null);
  };
  document.addEventListener("pointerdown", closeOutside);

  /** @param {RecordState} next */
  const update = next => {
    state = next;
    film.setRange(state);
    panels[1].button.hidden = state.first >= state.last;
  };
  root.append(...panels.flatMap(({ button, box }) => [button, box]), status);
  over.append(root);
  update(state);
  return {
    update,
    destroy() {
      film.cancel();
      document.removeEventListener("pointerdown", closeOutside);
      root.remove();
    },
  };
}

/**
 * Makes a button and the panel that it opens.
 * @param {string} name
 * @param {string} text
 * @param {string} help
 * @param {HTMLElement[]} content
 */
function recordPanel(name, text, help, content) {
  const box = recordElement("div", {
    class: "map-record-panel", role: "group", "aria-label": help, hidden: "",
  }, ...content);
  const button = recordElement("button", {
    type: "button", class: `map-record-${name}`, "aria-expanded": "false", title: help,
  }, text);
  return {
    box,
    button,
    isOpen: () => !box.hidden,
    setOpen(/** @type {boolean} */ isOpen) {
      box.hidden = !isOpen;
      button.setAttribute("aria-expanded", String(isOpen));
    },
  };
}
