// @ts-check
/**
 * Card beside a point of the map: what is known of the land or of the city there.
 *
 * It can be dismissed with Escape, pointed at itself, and stays until the pointer leaves (WCAG 2.2,
 * 1.4.13). It never leaves the map and never covers the point. What it says is in the page's text
 * and tables as well.
 */

/** @typedef {import("./land.js").LandSubject} LandSubject */
/** @typedef {import("./cities.js").CitySubject} CitySubject */
/** @typedef {import("./cities.js").PeopleLeft} PeopleLeft */
/** @typedef {import("./areas.js").AreaSubject} AreaSubject */
/** @typedef {LandSubject | CitySubject | AreaSubject} Subject */

/**
 * @typedef {object} CardFormat numbers and dates in the reader's language; days are numbers
 * @property {(value: number, decimals?: number) => string} number
 * @property {(day: number) => string} day
 * @property {(day: number) => string} month
 */

/**
 * @typedef {object} CardLine
 * @property {string} text
 * @property {string} [figure] kind of the figure: calculated or published
 */

/** @typedef {[number, number, number, number]} CardBox left, top, right, bottom in pixels */

const CARD_EDGE_PX = 8;
const CARD_GAP_PX = 14;
const FINGER_PX = 28;
const LEAVING_MS = 250;

/**
 * Give the corner of a card that stays in the map and off the point.
 *
 * @param {[number, number]} point
 * @param {[number, number]} size of the card
 * @param {[number, number]} room size of the map
 * @param {boolean} isFinger whether a finger hides what is round the point
 * @param {boolean} [isLetGo] whether the finger has left it: the card then stands off the buttons,
 *   which are at the top
 * @returns {[number, number]} left, top
 */
export function cardCorner([x, y], [width, height], [across, down], isFinger, isLetGo = false) {
  const gap = isFinger && !isLetGo ? FINGER_PX : CARD_GAP_PX;
  const within = (/** @type {number} */ at, /** @type {number} */ long, /** @type {number} */ most) =>
    Math.max(CARD_EDGE_PX, Math.min(at, most - long - CARD_EDGE_PX));
  const [above, below] = [y - gap - height, y + gap];
  const [left, right] = [x - gap - width, x + gap];
  const corners = /** @type {[number, number][]} */ ([
    [right, below], [left, below], [right, above], [left, above],
  ]);
  const beside = /** @type {[number, number][]} */ ([[right, y - gap], [left, y - gap]]);
  const over = /** @type {[number, number][]} */ (
    (isLetGo ? [below, above] : [above, below]).map(top => [x - width / 2, top]));
  const tried = (isFinger ? [...over, ...beside] : [...corners, ...beside, ...over]).map(
    ([at, top]) =>
      /** @type {[number, number]} */ ([within(at, width, across), within(top, height, down)]),
  );
  const reach = gap - 2;
  const isOff = (/** @type {[number, number]} */ [at, top]) =>
    at >= x + reach || at + width <= x - reach || top >= y + reach || top + height <= y - reach;
  return tried.find(isOff) ?? tried[0];
}

/**
 * Write what is known of a piece of land.
 *
 * @param {LandSubject} land
 * @param {Record<string, string>} texts
 * @param {CardFormat} format
 * @returns {CardLine[]}
 */
export function landLines({ day, state, since, regainedOn, greySince, month }, texts, format) {
  const said = {
    before_2022: texts.card_before_2022,
    always_recent: texts.card_always_recent,
    always_early: texts.card_always_early,
    occupied: texts.card_since,
    grey: texts.card_grey,
    regained: texts.card_regained,
    free: texts.card_free,
  }[state];
  const known = since ?? greySince ?? regainedOn ?? day;
  const lines = [{ text: said.replace("{day}", format.day(known)) }];
  if (month !== null) {
    lines.push({ text: texts.card_month.replace("{month}", format.month(month)) });
  }
  return lines;
}

/**
 * Write what is known of a city.
 *
 * @param {CitySubject["place"]} place
 * @param {Record<string, string>} texts
 * @param {CardFormat} format
 * @returns {CardLine[]}
 */
export function cityLines({ km, mapDay, people }, texts, format) {
  const lines = [];
  if (km !== null && mapDay !== null) {
    const said = km === 0 ? texts.card_inside : texts.card_distance;
    const text = said
      .replace("{km}", format.number(km, 1))
      .replace("{day}", format.day(mapDay));
    lines.push({ text, figure: texts.card_calculated });
  }
  if (people) {
    lines.push({ text: peopleLine(people, texts, format), figure: texts.card_published });
  }
  return lines;
}

/**
 * @param {PeopleLeft} count
 * @param {Record<string, string>} texts
 * @param {CardFormat} format
 */
function peopleLine({ people, high, qualifier, day, precision, area }, texts, format) {
  const number = texts[`card_people_${qualifier}`]
    .replace("{number}", format.number(people))
    .replace("{high}", format.number(high ?? people));
  const year = (/** @type {number} */ at) => format.day(at).match(/\d{4}/)?.[0] ?? "";
  const date = { day: format.day, month: format.month, year }[precision](day);
  return texts[area === "city" ? "card_people" : `card_people_${area}`]
    .replace("{people}", number)
    .replace("{day}", date);
}

/**
 * Put a card into the layer that lies over a map.
 *
 * @param {HTMLElement} over
 * @param {object} options
 * @param {Record<string, string>} options.texts
 * @param {CardFormat} options.format
 * @param {((placeId: string) => void) | null} options.onChoose null where no place can be chosen
 * @param {() => string | undefined} [options.chosen] the place that is chosen already
 */
export function createCard(over, options) {
  const { onChoose, chosen } = options;
  let { texts, format } = options;
  const card = over.appendChild(document.createElement("div"));
  card.className = "map-card";
  card.hidden = true;
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", texts.card_label);
  /** Go on in another language. @param {Record<string, string>} next @param {CardFormat} nextFormat */
  function speak(next, nextFormat) {
    [texts, format] = [next, nextFormat];
    card.setAttribute("aria-label", texts.card_label);
    hide();
  }
  /** @type {Subject | null} */
  let shown = null;
  /** @type {number | undefined} */
  let leaving;

  const stay = () => window.clearTimeout(leaving);
  function hide() {
    stay();
    shown = null;
    card.hidden = true;
    card.replaceChildren();
  }
  function hideSoon() {
    stay();
    leaving = window.setTimeout(hide, LEAVING_MS);
  }
  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key !== "Escape" || card.hidden) return;
    event.stopPropagation();
    const hadFocus = card.contains(document.activeElement);
    hide();
    if (hadFocus) /** @type {HTMLElement | null} */ (over.parentElement?.querySelector(".map-canvas"))?.focus();
  }
  card.addEventListener("pointerenter", stay);
  card.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") hideSoon();
  });
  document.addEventListener("keydown", onKey, true);

  /**
   * Show what is known of a subject beside a point of the map.
   *
   * @param {[number, number]} point in CSS pixels
   * @param {Subject} subject
   * @param {"mouse" | "touch" | "keyboard"} [by] a keyboard's is read out; a finger hides more
   */
  function pointAt(point, subject, by = "mouse") {
    stay();
    shown = subject;
    card.setAttribute("aria-live", by === "keyboard" ? "polite" : "off");
    card.hidden = false;
    card.replaceChildren(...contentOf(subject));
    stand(point, by === "touch");
  }

  /**
   * Put the card beside a point.
   *
   * @param {[number, number]} point in CSS pixels
   * @param {boolean} isFinger
   * @param {boolean} [isLetGo]
   */
  function stand(point, isFinger, isLetGo) {
    const size = /** @type {[number, number]} */ ([card.offsetWidth, card.offsetHeight]);
    const room = /** @type {[number, number]} */ ([over.clientWidth, over.clientHeight]);
    const [left, top] = cardCorner(point, size, room, isFinger, isLetGo);
    card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** @param {Subject} subject */
  function contentOf(subject) {
    if (subject.kind === "land") return landLines(subject, texts, format).map(lineElement);
    if (subject.kind === "area") {
      const [name, ...told] = subject.told;
      return [textElement("p", "map-card-title", name), ...told.map(text => lineElement({ text }))];
    }
    const { place } = subject;
    const title = textElement("p", "map-card-title", place.name);
    const lines = cityLines(place, texts, format).map(lineElement);
    const links = textElement("p", "map-card-links", "");
    if (onChoose && place.id !== chosen?.()) {
      const choose = document.createElement("button");
      choose.type = "button";
      choose.textContent = texts.card_choose;
      choose.addEventListener("click", () => onChoose(place.id));
      links.append(choose);
    }
    const page = texts.card_city_page;
    if (page) {
      const link = document.createElement("a");
      link.href = page.replace("{id}", encodeURIComponent(place.id));
      link.textContent = texts.card_link;
      links.append(link);
    }
    return [title, ...lines, links];
  }

  return {
    pointAt,
    /** Stand beside another point, where what the card speaks of has moved to.
     * @param {[number, number]} point @param {"mouse" | "touch"} by */
    moveTo: (point, by) => stand(point, by === "touch", true),
    /** Offer no longer what the map was pressed for: the place is chosen. */
    offerNoChoice: () => card.querySelector("button")?.remove(),
    speak,
    hide,
    hideSoon,
    /** What the card speaks of; null while it is hidden. */
    subject: () => shown,
    destroy() {
      stay();
      document.removeEventListener("keydown", onKey, true);
      card.remove();
    },
  };
}

/** @param {CardLine} line */
function lineElement({ text, figure }) {
  const line = textElement("p", "", text);
  if (figure) line.append(" ", textElement("span", "map-card-figure", figure));
  return line;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} text
 */
function textElement(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
