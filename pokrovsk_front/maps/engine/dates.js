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

  /** @param {boolean} isDone Whether the reader has finished typing. */
  const take = isDone => {
    const day = format.dayOfIso(field.value);
    // While a year is typed, the field holds the years 2, 20 and 202.
    if (day !== null && day >= archive.first && day <= archive.last) {
      if (day !== shown) onChoose(day);
    } else if (isDone) {
      field.value = format.iso(shown);
      if (day !== null) onOutside(day);
    }
  };
  field.addEventListener("change", () => take(false));
  field.addEventListener("blur", () => take(true));
  field.addEventListener("keydown", event => {
    if (event.key === "Enter") take(true);
  });

  return {
    /** @param {number} day */
    show(day) {
      shown = day;
      const text = format.iso(day);
      if (field.value !== text) field.value = text;
    },
  };
}
