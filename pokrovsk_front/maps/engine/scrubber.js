// @ts-check
/* The day control: the track of bars, and beside it typed days, steps, play and zoom. */

import { createDateField } from "./dates.js";
import { mapReadingOn } from "./readings.js";
import { HAND_REST_MS } from "./gesture.js";
import { headlineWords } from "./headline.js";
import { createPlay } from "./play.js";
import { createSpeech } from "./speech.js";
import { createTrack } from "./track.js";
import { fillText, makeFormat } from "./words.js";

/** @typedef {import("./bars.js").BarUnit} BarUnit */
/** @typedef {import("./readings.js").DayBin} DayBin */
/** @typedef {import("./readings.js").Days} Days */
/** @typedef {import("./track.js").Which} Which */
/** @typedef {import("./headline.js").DaysDescription} DaysDescription */
/** @typedef {import("./words.js").Format} Format */

const STEP_BUTTONS = [-30, -7, -1, 1, 7, 30];
let scrubbersMade = 0;

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {Element} parent
 * @param {K} name
 * @param {string} className
 * @param {string} [text]
 */
function addElement(parent, name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  parent.append(made);
  return made;
}

/**
 * @param {Element} parent
 * @param {string} text
 * @param {string} label What it does, where its text is too short to say.
 * @param {() => void} press
 */
function addButton(parent, text, label, press) {
  const button = addElement(parent, "button", "map-step", text);
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.addEventListener("click", press);
  return button;
}

/**
 * @param {Element} parent
 * @param {string} label
 */
function addGroup(parent, label) {
  const group = addElement(parent, "div", "map-group");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  return group;
}

/**
 * Give the bars the two colours that the map has for land that changed hands.
 * @param {HTMLElement} box
 * @param {DaysDescription} description
 */
function paintColours(box, { palette }) {
  const { cameUnderControl, regained } = palette;
  for (const [name, colour] of Object.entries({ gained: cameUnderControl, regained })) {
    const [red, green, blue] = colour;
    box.style.setProperty(`--map-bar-${name}`, `rgb(${red} ${green} ${blue})`);
  }
}

/**
 * How many decimals the first digit of a number needs; one for nothing at all.
 * @param {number} km2
 */
function decimalsOf(km2) {
  return km2 ? Math.max(-Math.floor(Math.log10(km2)), 0) : 1;
}

/**
 * The change that the bar under a day shows, in words.
 * @param {DayBin | undefined} bin
 * @param {BarUnit} unit
 * @param {DaysDescription} description
 * @param {Format} format
 */
export function barWords(bin, unit, description, format) {
  if (!bin) return "";
  const { texts, scrubber } = description;
  const { first, last } = bin;
  const redrawn = scrubber.redrawn.filter(([day]) => first <= day && day <= last);
  const redrawnKm2 = redrawn.reduce((sum, [, km2]) => sum + km2, 0);
  const note = redrawn.length
    ? `; ${fillText(texts.redrawnPart, { area: format.signedArea(redrawnKm2) })}` : "";
  const days = unit === "month" ? format.month(bin.first) : format.span(bin.first, bin.last);
  const decimals = scrubber.area ? 2 : unit === "day" ? 1 : 0;
  const exact = format.signedArea(bin.net, decimals);
  const net = bin.isExact ? exact : fillText(texts.about, { area: exact });
  if (bin.gained === null || bin.regained === null) {
    return fillText(texts.barNet, { days, net }) + note;
  }
  const [gained, regained] = [bin.gained, bin.regained].map(km2 => format.number(km2, decimals));
  return fillText(texts.barGross, { days, net, gained, regained }) + note;
}

/**
 * Create the day control of a map.
 *
 * Of two days a handle stops one day before the other: they neither cross nor push each other.
 * @param {HTMLElement} root
 * @param {object} options
 * @param {Days} options.days
 * @param {DaysDescription} options.description
 * @param {(shown: Shown) => void} options.onMove Each step, at most once a frame of a drag.
 * @param {(shown: Shown, isStep: boolean) => void} options.onRelease Once a gesture: on letting go,
 *     or at rest; what came by the wheel or by play is no step of the browser's history.
 * @param {() => string} [options.headline] What the map shows, where it knows more than the days.
 */
export function createScrubber(root, { days, description: opening, onMove, onRelease, headline }) {
  let description = opening;
  let shown = opening.shown;
  let released = shown;
  let grabbed = shown;
  let isHeld = false;
  let restTimer = 0;
  let control = build();
  const read = () => headlineWords(shown, days, description, makeFormat(description.texts)).headline;
  const isMoving = () => isHeld || restTimer !== 0 || control.isPlaying();
  const speech = createSpeech({
    read: headline ?? read, isMoving, say: text => control.say(text, false),
  });
  speech.later();

  /** @param {Which} which */
  function limits(which) {
    const { first, last } = description.scrubber;
    if (shown.from === null) return { first, last };
    return which === "from" ? { first, last: shown.day - 1 } : { first: shown.from + 1, last };
  }

  /**
   * @param {Shown} next
   * @param {boolean} isRevealed
   */
  function follow(next, isRevealed) {
    if (next.day === shown.day && next.from === shown.from) return;
    shown = next;
    control.show(isRevealed);
    onMove(shown);
  }

  /**
   * Move a day as far as it may go.
   * @param {Which} which
   * @param {number} day
   * @param {boolean} [isRevealed]
   */
  function moveTo(which, day, isRevealed = true) {
    const { first, last } = limits(which);
    follow({ ...shown, [which]: Math.min(Math.max(day, first), last) }, isRevealed);
  }

  function release(isStep = true) {
    clearTimeout(restTimer);
    restTimer = 0;
    speech.later();
    if (shown.day === released.day && shown.from === released.from) return;
    released = shown;
    onRelease(shown, isStep);
  }

  function releaseAtRest(isStep = true) {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => release(isStep), HAND_REST_MS);
  }

  /** @param {import("./bars.js").DayWindow} [span] */
  function build(span) {
    const { texts, scrubber } = description;
    const format = makeFormat(texts);
    const box = addElement(root, "div", "map-scrubber");
    paintColours(box, description);
    const keysId = `map-keys-${++scrubbersMade}`;
    const isPair = shown.mode === "pair";
    /** @type {{ unit: BarUnit, bins: DayBin[], mark: number }} */
    let drawn = { unit: "week", bins: [], mark: 0 };

    const caption = document.createElement("p");
    caption.className = "map-caption";
    const unitText = addElement(caption, "span", "map-caption-unit");
    const markText = addElement(caption, "span", "map-key map-key-mark");
    addElement(caption, "span", "map-key map-key-gained", texts.gainedKey);
    addElement(caption, "span", "map-key map-key-regained", texts.regainedKey);
    addElement(caption, "span", "map-key map-key-no-map", texts.noMapKey);
    const redrawnKey = addElement(caption, "span", "map-key map-key-redrawn", texts.redrawnKey);
    const readout = addElement(caption, "span", "map-readout");
    const paintCaption = () => {
      const units = { day: texts.byDay, week: texts.byWeek, month: texts.byMonth };
      unitText.textContent = units[drawn.unit];
      markText.textContent = fillText(texts.dottedLine, {
        area: format.signedArea(drawn.mark, decimalsOf(drawn.mark)),
      });
      const [start, end] = [drawn.bins[0]?.first ?? 0, drawn.bins.at(-1)?.last ?? 0];
      redrawnKey.hidden = !scrubber.redrawn.some(([day]) => start <= day && day <= end);
      const bin = drawn.bins.find(each => each.first <= shown.day && shown.day <= each.last);
      readout.textContent = barWords(bin, drawn.unit, description, format);
    };

    const track = createTrack(box, {
      days, format, shown, span, limits,
      archive: scrubber,
      redrawn: scrubber.redrawn,
      labels: isPair ? { from: texts.earlierDay, day: texts.laterDay } : { day: texts.dayOfMap },
      describedBy: keysId,
      sayDay(day) {
        const { day: used, total } = mapReadingOn(days, day);
        const values = { day: format.day(day), used: format.day(used), area: format.area(total, 1) };
        return fillText(used === day ? texts.dayValue : texts.carriedValue, values);
      },
      onGrab() {
        play.stop();
        isHeld = true;
        grabbed = shown;
      },
      onDrag: (which, day) => moveTo(which, day, false),
      onDrop() {
        isHeld = false;
        release();
      },
      onCancel() {
        isHeld = false;
        speech.later();
        follow(grabbed, false);
      },
      onStep(which, day, isByKey) {
        play.stop();
        moveTo(which, day);
        releaseAtRest(isByKey);
      },
      onDraw(next) {
        drawn = next;
        paintCaption();
      },
    });
    box.append(caption);

    const controls = addElement(box, "div", "map-controls");
    const play = createPlay(controls, {
      texts,
      current: () => ({ day: shown.day, ...limits("day") }),
      onStep: day => moveTo("day", day),
      onStop: () => release(false),
    });
    /** @param {Which} which @param {string} label */
    const addField = (which, label) => createDateField(controls, {
      label, format, archive: scrubber,
      onChoose(day) {
        play.stop();
        const { first, last } = limits(which);
        if (day < first || day > last) {
          fields.get(which)?.show(shown[which] ?? shown.day);
          say(texts.stopsBefore, true);
          return;
        }
        moveTo(which, day);
        release();
      },
      onOutside(day) {
        play.stop();
        say(fillText(texts.outside, {
          asked: format.day(day), first: format.day(scrubber.first), last: format.day(scrubber.last),
          shown: format.day(shown[which] ?? shown.day),
        }), true);
      },
    });
    /** @type {Map<Which, ReturnType<typeof createDateField>>} */
    const fields = new Map();
    if (isPair) fields.set("from", addField("from", texts.earlierDay));
    fields.set("day", addField("day", isPair ? texts.laterDay : texts.dayField));
    const steps = addGroup(controls, texts.steps);
    const stepButtons = STEP_BUTTONS.map((by, at) => addButton(
      steps, format.signed(by), texts.stepNames[at],
      () => {
        play.stop();
        const which = track.active();
        moveTo(which, (shown[which] ?? shown.day) + by);
        releaseAtRest();
      },
    ));
    const zooms = addGroup(controls, texts.zoomDays);
    zooms.classList.add("map-zooms");
    addElement(zooms, "span", "map-zooms-label", texts.zoomDays).setAttribute("aria-hidden", "true");
    addButton(zooms, "−", texts.moreDays, track.zoomOut);
    addButton(zooms, "+", texts.fewerDays, track.zoomIn);
    addButton(zooms, texts.allDays, texts.allDays, track.zoomAll);
    addElement(box, "p", "map-unseen", texts.keys).id = keysId;
    const status = addElement(box, "p", "map-unseen");
    status.setAttribute("role", "status");
    /** @param {string} text @param {boolean} isSeen Whether it is news to who sees the map, too. */
    const say = (text, isSeen) => {
      // A refusal says what the map still shows: what waits to be said would take its place.
      if (isSeen) speech.hush();
      status.className = isSeen ? "map-said" : "map-unseen";
      status.textContent = text;
    };

    const paint = () => {
      for (const [which, field] of fields) field.show(shown[which] ?? shown.day);
      const which = track.active();
      const { first, last } = limits(which);
      const day = shown[which] ?? shown.day;
      stepButtons.forEach((button, at) => {
        // Disabled, it would lose the focus of who presses it again and again.
        button.setAttribute("aria-disabled", String(STEP_BUTTONS[at] < 0 ? day <= first : day >= last));
      });
      paintCaption();
    };
    paint();

    return {
      isPair,
      texts,
      box,
      span: track.span,
      isPlaying: play.isPlaying,
      /** @param {boolean} isRevealed */
      show(isRevealed) {
        track.show(shown, isRevealed);
        paint();
      },
      say,
      destroy() {
        play.destroy();
        track.destroy();
        box.remove();
      },
    };
  }

  return {
    /** @param {DaysDescription} next */
    update(next) {
      description = next;
      const isBusy = isMoving();
      // An answer to an earlier release does not take the day out of the hand.
      if (!isBusy || next.shown.mode !== shown.mode) shown = released = next.shown;
      if (!isBusy) speech.later();
      const isPair = shown.mode === "pair";
      const isSameLanguage = JSON.stringify(next.texts) === JSON.stringify(control.texts);
      if (isPair === control.isPair && isSameLanguage) {
        paintColours(control.box, description);
        control.show(!isHeld);
        return;
      }
      const span = control.span();
      control.destroy();
      control = build(span);
      control.show(true);
    },
    /** @param {Shown} next */
    show(next) {
      shown = released = next;
      control.show(true);
      speech.later();
    },
    destroy() {
      clearTimeout(restTimer);
      speech.destroy();
      control.destroy();
    },
  };
}
