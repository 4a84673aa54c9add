// @ts-check
/* A typed day beside a track. */

/** @typedef {import("./words.js").Format} Format */

/**
 * Create a field for a day.
 * @param {HTMLElement} parent
 * @param {object} options
 * @param {string} options.label
 * @param {Format} options.format
 * @param {{ first: number, last: number }} options.archive Days that can be chosen.
 * @param {(day: number) => void} options.onChoose
 * @param {(day: number) => void} options.onOutside A day that is not among them.
 */
export function createDateField(parent, { label, format, archive, onChoose, onOutside }) {
  const box = document.createElement("label");
  box.className = "map-date";
  const said = document.createElement("span");
  said.textContent = label;
  const field = document.createElement("input");
  field.type = "date";
  field.min = format.iso(archive.first);
  field.max = format.iso(archive.last);
  box.append(said, field);
  parent.append(box);
  let shown = archive.last;
  let isTyping = false;

  /* Tab goes from part to part, too: a day beyond the last may still get an earlier year. */
  const isWhole = () => {
    const [year, first, last] = [field.value, field.min, field.max].map(day => Number(day.slice(0, 4)));
    const isWithin = field.value >= field.min && field.value <= field.max;
    return isTyping && year >= 1000 && (isWithin || year < first || year > last);
  };
  /** @param {boolean} isDone Whether the reader has finished typing. */
  const take = isDone => {
    const day = format.dayOfIso(field.value);
    // Half typed, a day is another one: of 01.01.2031 first 1 January of the year that was shown.
    if (isTyping && !isDone) return;
    isTyping = false;
    if (day !== null && day >= archive.first && day <= archive.last) {
      if (day !== shown) onChoose(day);
    } else if (isDone) {
      field.value = format.iso(shown);
      if (day !== null) onOutside(day);
    }
  };
  field.addEventListener("change", () => take(false));
  // A day that is picked from the calendar is a whole one.
  field.addEventListener("pointerdown", () => { isTyping = false; });
  field.addEventListener("blur", () => take(true));
  field.addEventListener("keydown", event => {
    if (event.key === "Enter" || (event.key === "Tab" && isWhole())) take(true);
    else if (/^(\d|Backspace|Delete)$/.test(event.key)) isTyping = true;
  });

  return {
    /** @param {number} day */
    show(day) {
      shown = day;
      const text = format.iso(day);
      if (field.value !== text && !isTyping) field.value = text;
    },
  };
}
