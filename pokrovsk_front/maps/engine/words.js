// @ts-check
/* Numbers and days in the reader's language, as Python's `model.wording` writes them. */

const DAY_MS = 86_400_000;
const DAY_ZERO_MS = Date.UTC(2022, 0, 1);
const MINUS_SIGN = "−";

/**
 * Texts in the reader's language: sentences with `{placeholders}`, names of months, separators.
 * @typedef {Record<string, string> & {
 *   months: string[], shortMonths: string[], namedMonths: string[], axisMonths: string[],
 *   older: string[],
 * }} Texts
 */

/**
 * @typedef {ReturnType<typeof makeFormat>} Format
 */

/**
 * Date of a day number, in UTC.
 * @param {number} day Days since 1 January 2022.
 */
export function dateOf(day) {
  return new Date(DAY_ZERO_MS + day * DAY_MS);
}

/**
 * Day number of a date.
 * @param {number} year
 * @param {number} month 0 to 11; beyond them, of the years before or after.
 * @param {number} [date]
 */
export function dayNumberOf(year, month, date = 1) {
  return (Date.UTC(year, month, date) - DAY_ZERO_MS) / DAY_MS;
}

/**
 * A sentence with its placeholders filled.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fillText(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/**
 * A sentence in nodes of the page.
 * @param {string} text `**` before and after what is emphasised.
 * @returns {(string | HTMLElement)[]}
 */
export function emphasised(text) {
  return text.split("**").map((part, at) =>
    (at % 2 === 0 ? part : Object.assign(document.createElement("strong"), { textContent: part })));
}

/** The same sentence as plain text. @param {string} text */
export const unmarked = text => text.replaceAll("**", "");

/**
 * A number with fixed decimals, an exact half to the even digit, as Python rounds.
 * @param {number} value Not negative.
 * @param {number} decimals
 */
function fixedHalfEven(value, decimals) {
  const nearest = value.toFixed(decimals);
  // Twenty decimals hold any number that lies halfway, which is a sum of few powers of two.
  const isTie = /^50*$/.test(value.toFixed(20).split(".")[1].slice(decimals));
  const isOdd = Number(nearest.at(-1)) % 2 === 1;
  return isTie && isOdd ? (Number(nearest) - 10 ** -decimals).toFixed(decimals) : nearest;
}

/**
 * Writers of numbers, areas and days in a language.
 * @param {Texts} texts
 */
export function makeFormat(texts) {
  const [decimalSign, groupSign] = texts.separators;

  /** @param {number | null} value @param {number} [decimals] */
  const number = (value, decimals = 0) => {
    if (value === null || Number.isNaN(value)) return texts.unknown;
    const [whole, part] = fixedHalfEven(Math.abs(value), decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, groupSign);
    const text = part ? `${grouped}${decimalSign}${part}` : grouped;
    return value < 0 && /[1-9]/.test(text) ? MINUS_SIGN + text : text;
  };
  /** @param {number} value @param {number} [decimals] */
  const signed = (value, decimals = 0) => {
    const text = number(value, decimals);
    return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
  /** A day as its parts were written, though it may not exist: 31 February.
   * @param {number} year @param {number} month 1 to 12 @param {number} date */
  const written = (year, month, date) =>
    fillText(texts.day, { day: date, month: texts.months[month - 1], year });
  /** @param {number} day */
  const shortDay = day => {
    const date = dateOf(day), month = texts.shortMonths[date.getUTCMonth()];
    return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
  };

  return {
    number,
    signed,
    /** @param {number | null} km2 @param {number} [decimals] */
    area: (km2, decimals = 0) => fillText(texts.km2, { number: number(km2, decimals) }),
    /** @param {number} km2 @param {number} [decimals] */
    signedArea: (km2, decimals = 0) => fillText(texts.km2, { number: signed(km2, decimals) }),
    /** @param {number} day */
    day: day => {
      const date = dateOf(day);
      return written(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
    },
    written,
    shortDay,
    /** @param {number} day */
    month: day => {
      const date = dateOf(day);
      return `${texts.namedMonths[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    },
    /** @param {number} day */
    shortMonth: day => texts.axisMonths[dateOf(day).getUTCMonth()],
    /** @param {number} first @param {number} last */
    span: (first, last) => {
      if (first === last) return shortDay(last);
      const [start, end] = [dateOf(first), dateOf(last)];
      const whole = shortDay(first);
      const isSameYear = start.getUTCFullYear() === end.getUTCFullYear();
      return fillText(texts.span, {
        first: isSameYear ? whole.slice(0, whole.lastIndexOf(" ")) : whole,
        last: shortDay(last),
      });
    },
    /** @param {number} day */
    iso: day => dateOf(day).toISOString().slice(0, 10),
    /**
     * Day number of a day as a date field gives it; null where it is none.
     * @param {string} text
     */
    dayOfIso: text => {
      const at = Date.parse(`${text}T00:00:00Z`);
      return Number.isNaN(at) ? null : (at - DAY_ZERO_MS) / DAY_MS;
    },
  };
}
