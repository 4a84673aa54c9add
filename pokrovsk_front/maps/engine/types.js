/* oxlint-disable unicorn/no-empty-file -- only shapes, which the comments of other modules name */
/* Shapes that the modules of the map share; see docs/map-engine.md.

   Days are numbers since 1 January 2022, as `model.cells.day_number` counts them. */

/** What of time a map shows; `from` is the earlier of two days in mode `pair`.
 * @typedef {{ day: number, from: number | null, mode: "day" | "pair" | "since" }} Shown
 */

/** Longitude and latitude in degrees.
 * @typedef {[number, number]} Degrees
 */

/** What Streamlit gives to a component of its second kind.
 * @typedef {{ data: any, parentElement: HTMLElement,
 *   setTriggerValue: (name: string, value: any) => void }} Component
 */

/** Pixels of the page, right and down.
 * @typedef {[number, number]} Pixels
 */

/** @typedef {[number, number, number, number]} Colour red, green, blue, opacity, each 0-255 */

/** @typedef {{ longitude: number, latitude: number, zoom: number }} Camera */

/** A camera and how far it may go.
 * `isReaders` where it came with a link, from the map of a reader.
 * @typedef {Camera & { minZoom: number, maxZoom: number, isReaders?: boolean }} NamedView
 */

/** Where the camera looks and how large its window is; north is up.
 * @typedef {Camera & {
 *   width: number, height: number, metresPerPixel: number,
 *   project: (point: Degrees) => Pixels, unproject: (point: Pixels) => Degrees,
 * }} Viewport
 */

/** Colours of cells by the first of their days.
 * @typedef {{ first: Colour, last: Colour, firstDay: number, lastDay: number }} ColourRamp
 */

/** A layer as pydeck writes it, with ours: `follows`, `days`, `unknown`, `ramp`, `apartFrom`,
 * `namedBy`, `fills`, `told`.
 * @typedef {Record<string, any> & {
 *   "@@type": string, id: string, data: any,
 *   follows?: ("day" | "from")[], days?: [number, number], unknown?: number[], ramp?: ColourRamp,
 *   apartFrom?: number, namedBy?: string, fills?: Record<string, Colour>, told?: Record<string, string[]>,
 * }} Layer
 */

/** A map as Python describes it: `Deck.to_json()` of `maps/front.py`.
 * @typedef {{
 *   initialViewState: NamedView, layers: Layer[], mapStyle: string, shown: Shown,
 *   scheme: "light" | "dark", texts: import("./words.js").Texts, palette: Record<string, Colour>, locale: string,
 *   names: string, ownNames?: any[], scrubber: any, chosen?: string, answer?: string,
 *   tiles?: { index: string, outline: string }, cities?: { people: string, distances: string },
 *   record?: any, sheet?: any, swatches: any[], pixelRatio?: number, isStill?: boolean,
 * }} Description
 */

/** Who carries the map: `onMove` is told each step of the day, `onRelease` where the hand let go, and
 * whether Back is to lead to the day before it: play and the wheel are no such step;
 * `hasCamera` tells whether the address asks for a camera; the headline that follows stands in
 * `headline`, or over the map. With `hasPoster` a picture covers the map until it is drawn.
 * @typedef {{
 *   alt: string,
 *   read: (address: string) => Promise<any>,
 *   library: () => Promise<Library>,
 *   onRelease: (shown: Shown, isStep?: boolean) => void,
 *   onPlace: (placeId: string) => void,
 *   onCamera: (camera: Camera) => void,
 *   onMove?: (shown: Shown) => void, headline?: HTMLElement,
 *   isCalm: () => boolean, hasCamera: () => boolean, hasPoster?: boolean,
 * }} Host
 */

/** What the script of pydeck puts on the page.
 * @typedef {{
 *   createDeck: (options: Record<string, any>) => any,
 *   updateDeck: (json: Record<string, any>, deck: { setProps: (props: any) => void }) => void,
 * }} Library
 */
