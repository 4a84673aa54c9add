// @ts-check
/* The place that a reader chooses: the camera goes to it, unless the reader sees it already. */

/** How near a city is seen at least once it is chosen on the map. */
const CITY_ZOOM = 9.2;
/** Room round the dot of a place, in pixels: its name and the buttons of the map lie there. */
const ROOM_PX = 56;
const ROOM_SHARE = 0.15;
/** Its rings stand round the chosen place. */
const RINGS = "focus-rings";

/** Where the chosen place lies, if one is. @param {Description} description @returns {Degrees | undefined} */
export const chosenPoint = ({ chosen, layers }) =>
  chosen ? layers.find(({ id }) => id === RINGS)?.data[0]?.p : undefined;

/**
 * Follow the place that is chosen, on the map or beside it.
 * @param {ReturnType<typeof import("./view.js").createView>} view
 */
export function createChosen(view) {
  /** The place that the camera went to, or had in view. @type {string | undefined} */
  let sought;
  let isOpening = true;

  return {
    /**
     * Fly to a place that is chosen on the map: who presses a dot asks for more of it.
     * @param {Degrees} point
     */
    flyTo: ([longitude, latitude]) =>
      view.flyTo({ longitude, latitude, zoom: Math.max(view.viewport().zoom, CITY_ZOOM) }),

    /**
     * Bring a place that is chosen in a list, or by a link, into view, once for each choice: the
     * reader may turn away from it. A map that opens there does not fly, and one that opens by the
     * camera of a link shows what the reader who sent it saw.
     * @param {Description} description
     * @param {boolean} hasCamera Whether the address asks for a camera.
     */
    follow: (description, hasCamera) => {
      const { chosen } = description;
      const { width, height, project, zoom } = view.aim(), isFirst = isOpening;
      // A map that is not laid out yet has no view.
      if (width <= 1) return;
      isOpening = false;
      if (chosen === sought) return;
      sought = chosen;
      if (isFirst && hasCamera) return;
      const point = chosenPoint(description);
      if (!point) return;
      const [x, y] = project(point);
      const isSeen = [[x, width], [y, height]].every(([at, size]) => {
        const room = Math.min(ROOM_PX, size * ROOM_SHARE);
        return at >= room && at <= size - room;
      });
      if (isSeen) return;
      const camera = { longitude: point[0], latitude: point[1], zoom };
      // An address that asks for the place needs no camera.
      if (isFirst) view.jumpTo(camera);
      else view.flyTo(camera);
    },
  };
}
