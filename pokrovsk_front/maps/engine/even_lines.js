/* Words in lines: the fewest that fit, and of those the most even. Sheets of maps and of charts share it. */
// @ts-check

/* The spaces where no line breaks: of dates and measures, before a dash or a dot that parts, and
   behind a word of one letter, as Ukrainian is set. `maps/picture/lettering.py` has the same. */
const BOUND_SPACE = new RegExp([
  "(?<=(?<!\\d)\\d{1,2}) (?=\\p{L}+\\.? \\d{4})", "(?<=\\d) (?=[kк][mм]|%)",
  "(?<=[\\p{L}.]) (?=\\d{4}(?!\\d))", " (?=[–—·])", "(?<=(?<![\\p{L}'’])[авзіоуєйАВЗІОУЄЙ]) ",
].join("|"), "gu");

/** @param {string} text @returns {string[]} its words; those that stay together are one */
export const wordsOf = text => text.replace(BOUND_SPACE, "\u00a0").split(" ");

/**
 * Breaks words into the fewest lines that fit a width, and of those the most even.
 * @param {string[]} words
 * @param {number} width
 * @param {(line: string) => number} widthOf the width of a line, as it is drawn
 * @returns {string[]}
 */
export function brokenEvenly(words, width, widthOf) {
  /* Up to each word: how many lines, how uneven, and where the last of them begins. */
  const best = [[0, 0, 0]];
  for (let end = 1; end <= words.length; end++) {
    let found = null;
    for (let start = end - 1; start >= 0; start--) {
      const free = width - widthOf(words.slice(start, end).join(" "));
      if (free < 0 && start < end - 1) break;
      const count = best[start][0] + 1;
      const cost = best[start][1] + Math.max(free, 0) ** 2;
      if (!found || count < found[0] || (count === found[0] && cost < found[1])) {
        found = [count, cost, start];
      }
    }
    best.push(/** @type {number[]} */ (found));
  }
  const lines = [];
  for (let end = words.length; end > 0; end = best[end][2]) {
    lines.unshift(words.slice(best[end][2], end).join(" "));
  }
  return lines;
}
