/* The buttons that save the map as a picture or a video, where its description has a sheet for them. */

import { onMapDays } from "./clock.js";
import { headlineWords } from "./headline.js";
import { createRecord } from "./record.js";
import { openStage } from "./stage.js";
import { makeFormat } from "./words.js";

/** Put the buttons on the map once its description asks for them.
 * @param {{ over: HTMLElement, root: HTMLElement }} frame @param {Host} host
 * @param {(box: HTMLElement, description: any, host: any) => any} mount `mountMap`
 * @param {() => Viewport} viewport */
export function createSaving(frame, host, mount, viewport) {
  /** @type {Description} */
  let description;
  /** @type {ReturnType<typeof createRecord> | undefined} */
  let record;
  let language = "";
  /** @type {any} */
  let days = null;

  const wordsAt = (/** @type {Shown} */ shown) => {
    if (!days) return { headline: "", line: "" };
    const said = headlineWords(shown, days, description, makeFormat(description.texts));
    return { ...said, asOf: onMapDays(shown, days).day };
  };
  const open = (/** @type {{ width: number, height: number, ratio: number }} */ size) => openStage(mount, {
    beside: frame.root, description: { ...description, scrubber: undefined }, host,
    viewport: viewport(), frame: description.record.rules.frame, ...size,
  });
  const state = () => ({
    sheet: description.sheet, shown: description.shown,
    first: description.scrubber?.first ?? 0, last: description.scrubber?.last ?? 0,
  });

  return {
    /** @param {Description} next @param {any} [table] the table of all maps */
    update: (next, table = days) => {
      [description, days] = [next, table];
      if (!next.record || !next.sheet || next.isStill) return;
      if (record && language === next.locale) {
        record.update(state());
        return;
      }
      record?.destroy();
      language = next.locale;
      record = createRecord(frame.over, {
        record: next.record, locale: next.locale, format: makeFormat(next.texts), open, wordsAt,
      }, state());
    },
    destroy: () => record?.destroy(),
  };
}
