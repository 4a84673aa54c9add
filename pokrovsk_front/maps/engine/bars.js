// @ts-check
/* Bars of net change as SVG: one path a kind of bar, drawn when the window of days changes. */

import { dayBins, daysWithoutMap } from "./readings.js";
import { dateOf, dayNumberOf } from "./words.js";

/** @typedef {import("./readings.js").Days} Days */
/** @typedef {import("./readings.js").DayBin} DayBin */
/** @typedef {import("./readings.js").BarUnit} BarUnit */
/** @typedef {import("./words.js").Format} Format */

/**
 * The days that a chart shows: from the start of one to the start of another.
 * @typedef {object} DayWindow
 * @property {number} from
 * @property {number} to Excluded; both may lie within a day.
 */

/** @typedef {[day: number, km2: number]} RedrawnDay A day and how much of its change is redrawn. */

const MIN_PX_PER_DAY_BAR = 3.2;
const MIN_PX_PER_WEEK_BAR = 4;
const MIN_PX_PER_LABEL = 46;
const MIN_PX_PER_DAY_LABEL = 34;
const LABEL_ROOM_PX = 24; // before the right edge, so that none is cut
const AXIS_PX = 15;
const GAP_STRIP_PX = 3;
const CUT_PX = 2.5;
const MARK_PX = 4;
const SCALE_SHARE = { chart: 0.93, overview: 0.8 }; // of the bars that the scale must hold whole
const MIN_SIDE_SHARE = 0.16; // of the height, for the side of zero with the shorter bars
const SVG_SPACE = "http://www.w3.org/2000/svg";

/**
 * The stretch of days that a bar stands for where a day has a width.
 * @param {number} pxPerDay
 * @returns {BarUnit}
 */
export function barUnit(pxPerDay) {
  if (pxPerDay >= MIN_PX_PER_DAY_BAR) return "day";
  return pxPerDay * 7 >= MIN_PX_PER_WEEK_BAR ? "week" : "month";
}

/**
 * Ends of the scale in km², below and above zero; bars beyond them are cut.
 * @param {DayBin[]} bins
 * @param {number} share Of the bars that it must hold whole.
 */
export function barScale(bins, share) {
  const sizes = bins.map(bin => Math.abs(bin.height)).sort((a, b) => a - b);
  const most = sizes[Math.ceil(sizes.length * share) - 1] * 1.15 || 1;
  const up = Math.min(Math.max(0, ...bins.map(bin => bin.height)), most);
  const down = Math.min(Math.max(0, ...bins.map(bin => -bin.height)), most);
  const least = (up + down || 1) * MIN_SIDE_SHARE;
  return { up: Math.max(up, least), down: Math.max(down, least) };
}

/**
 * A round number at most as large as another: 1, 2 or 5 with zeros.
 * @param {number} most
 */
function roundBelow(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const [digit] = [5, 2, 1].filter(each => each * power <= most);
  return digit * power;
}

/**
 * Labels of the axis of days: years, months, and days where they are wide.
 * @param {DayWindow} span
 * @param {number} pxPerDay
 * @param {Format} format
 */
function axisLabels(span, pxPerDay, format) {
  const pxPerMonth = pxPerDay * 30.4;
  const step = [1, 2, 3, 6, 12].find(months => months * pxPerMonth >= MIN_PX_PER_LABEL) ?? 12;
  const start = dateOf(Math.floor(span.from));
  const labels = [];
  for (let month = start.getUTCMonth() - (start.getUTCMonth() % step); ; month += step) {
    const day = dayNumberOf(start.getUTCFullYear(), month);
    if (day >= span.to) break;
    const isYear = dateOf(day).getUTCMonth() === 0;
    const text = isYear ? String(dateOf(day).getUTCFullYear()) : format.shortMonth(day);
    if (day >= span.from) labels.push({ day, text, isYear });
    if (step > 1) continue;
    for (const date of [5, 10, 15, 20, 25]) {
      const isFree = (date - 1) * pxPerDay >= MIN_PX_PER_LABEL; // of the name of the month
      const isWide = isFree && (date % 10 === 0 ? 10 : 5) * pxPerDay >= MIN_PX_PER_DAY_LABEL;
      const within = day + date - 1;
      if (isWide && within >= span.from && within < span.to) {
        labels.push({ day: within, text: String(date), isYear: false });
      }
    }
  }
  return labels;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {Element} parent
 */
function addSvg(name, className, parent) {
  const made = document.createElementNS(SVG_SPACE, name);
  made.setAttribute("class", className);
  parent.append(made);
  return made;
}

/**
 * Outlines of bars: gained and regained, those of single units and the paler means of several days.
 * @param {DayBin[]} bins
 * @param {(day: number) => number} x
 * @param {(km2: number) => number} y Held within the scale.
 * @param {{ up: number, down: number }} scale
 */
function barPaths(bins, x, y, scale) {
  const paths = { gained: "", regained: "", gainedMean: "", regainedMean: "", cuts: "" };
  const zero = y(0);
  for (const bin of bins) {
    if (!bin.height) continue;
    const kind = bin.height > 0 ? "gained" : "regained";
    const isMean = bin.gained !== null && bin.last > bin.first;
    const width = x(bin.last + 1) - x(bin.first);
    const gap = width >= 5 ? 1 : width * 0.15;
    const [left, right] = [x(bin.first) + gap / 2, x(bin.last + 1) - gap / 2];
    const end = y(bin.height);
    const path = `M${left.toFixed(1)} ${zero.toFixed(1)}V${end.toFixed(1)}H${right.toFixed(1)}V${zero.toFixed(1)}z`;
    paths[isMean ? /** @type {"gainedMean"} */ (`${kind}Mean`) : kind] += path;
    const isCut = bin.height > scale.up || -bin.height > scale.down;
    if (isCut) {
      const at = end + Math.sign(zero - end) * 3 * CUT_PX;
      paths.cuts += `M${(left - 1).toFixed(1)} ${(at + CUT_PX).toFixed(1)}L${(right + 1).toFixed(1)} ${(at - CUT_PX).toFixed(1)}`;
    }
  }
  return paths;
}

/**
 * Create a chart of bars in an SVG element.
 * @param {SVGElement} svg
 * @param {{ isOverview?: boolean, redrawn?: RedrawnDay[] }} [options] An overview has months, years
 *     and no scale; a chart marks days on which outlines were redrawn.
 */
export function createBars(svg, { isOverview = false, redrawn: redrawnDays = [] } = {}) {
  const plot = addSvg("g", "map-plot", svg);
  const [grid, noMap, gained, regained, gainedMean, regainedMean, cuts, zeroLine, redrawn] = [
    "map-grid", "map-no-map", "map-gained", "map-regained", "map-gained map-mean",
    "map-regained map-mean", "map-cuts", "map-zero", "map-redrawn",
  ].map(name => addSvg("path", name, plot));
  const axis = addSvg("g", "map-axis", svg);

  return {
    /**
     * Draw the bars of a window of days.
     * @param {Days} days
     * @param {DayWindow} span
     * @param {{ width: number, height: number }} size In CSS pixels.
     * @param {Format} format
     * @returns {{ unit: BarUnit, bins: DayBin[], mark: number }} `mark`: km² at the dotted line.
     */
    draw(days, span, size, format) {
      const pxPerDay = size.width / (span.to - span.from);
      const unit = isOverview ? "month" : barUnit(pxPerDay);
      const bins = dayBins(days, Math.floor(span.from), Math.ceil(span.to), unit);
      const scale = barScale(bins, SCALE_SHARE[isOverview ? "overview" : "chart"]);
      const bottom = size.height - AXIS_PX - (isOverview ? 0 : GAP_STRIP_PX + 1);
      /** @param {number} day */
      const x = day => (day - span.from) * pxPerDay;
      /** @param {number} km2 */
      const y = km2 => {
        const held = Math.min(Math.max(km2, -scale.down), scale.up);
        return bottom * (scale.up - held) / (scale.up + scale.down);
      };
      svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
      const paths = barPaths(bins, x, y, scale);
      gained.setAttribute("d", paths.gained);
      regained.setAttribute("d", paths.regained);
      gainedMean.setAttribute("d", paths.gainedMean);
      regainedMean.setAttribute("d", paths.regainedMean);
      cuts.setAttribute("d", paths.cuts);
      zeroLine.setAttribute("d", `M0 ${y(0).toFixed(1)}H${size.width}`);
      axis.replaceChildren();
      /** @param {number} left @param {number} top @param {string} text @param {string} name */
      const write = (left, top, text, name) => {
        const label = addSvg("text", name, axis);
        label.setAttribute("x", left.toFixed(1));
        label.setAttribute("y", top.toFixed(1));
        label.textContent = text;
      };
      const mark = roundBelow(scale.up * 0.85);
      if (!isOverview) {
        grid.setAttribute("d", `M0 ${y(mark).toFixed(1)}H${size.width}`);
        const strip = daysWithoutMap(days, Math.floor(span.from), Math.ceil(span.to));
        const top = bottom + 1;
        noMap.setAttribute("d", strip
          .map(([first, last]) => `M${x(first).toFixed(1)} ${top}H${x(last + 1).toFixed(1)}v${GAP_STRIP_PX}H${x(first).toFixed(1)}z`)
          .join(""));
        redrawn.setAttribute("d", redrawnDays
          .map(([day]) => `M${(x(day + 0.5) - MARK_PX).toFixed(1)} ${top + 1}l${MARK_PX} ${-MARK_PX}l${MARK_PX} ${MARK_PX}l${-MARK_PX} ${MARK_PX}z`)
          .join(""));
      }
      const labels = isOverview
        ? axisLabels(span, Math.min(pxPerDay, MIN_PX_PER_LABEL / 365), format)
        : axisLabels(span, pxPerDay, format);
      for (const label of labels) {
        if (x(label.day) > size.width - LABEL_ROOM_PX) continue;
        write(x(label.day) + 2, size.height - 3, label.text, label.isYear ? "map-year" : "map-month");
      }
      axis.prepend(...labels.map(label => {
        const tick = addSvg("path", "map-tick", axis);
        const at = x(label.day).toFixed(1);
        tick.setAttribute("d", `M${at} ${bottom}V${size.height - 2}`);
        return tick;
      }));
      return { unit, bins, mark };
    },
  };
}
