"""Whether who goes by the keyboard sees where it is: the ring of each control, as drawn."""

RINGS = """
() => {
  const MIN_CONTRAST = 3, MIN_PX = 2;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  // A colour over another, as red, green and blue.
  const over = (colour, under) => {
    canvas.fillStyle = `rgb(${under.join(" ")})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = rgb => {
    const [red, green, blue] = rgb.map(each => each / 255)
      .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const groundOf = node => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) {
      layers.unshift(getComputedStyle(each).backgroundColor);
      // What stands over a map has its land behind it.
      if (each.matches(".map-window")) {
        layers.unshift(getComputedStyle(each.querySelector(".map-canvas")).backgroundColor);
      }
    }
    return layers.reduce((under, colour) => over(colour, under), over("Canvas", [255, 255, 255]));
  };
  const ringsOf = node => {
    const label = node.closest("label");
    const styles = [[node, null], [node, "::after"], [node.nextElementSibling, null], [label, null]]
      .filter(([each]) => each).map(([each, part]) => [each, getComputedStyle(each, part)]);
    return styles.flatMap(([each, style]) => {
      const isInside = parseFloat(style.outlineOffset) < 0 || style.position === "absolute";
      const ground = groundOf(isInside ? each : each.parentElement);
      const { outlineStyle, outlineWidth, outlineColor } = style;
      const outline = outlineStyle === "none" ? [] : [[outlineWidth, outlineColor]];
      // The ring of a map is a frame in it.
      const frame = style.content === '""' && style.position === "absolute"
        ? [[style.borderTopWidth, style.borderTopColor]] : [];
      return [...outline, ...frame].map(([width, colour]) =>
        parseFloat(width) >= MIN_PX ? contrast(over(colour, ground), ground) : 0);
    });
  };
  const controls = [...document.querySelectorAll(
    'a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(node => node.tabIndex >= 0 && !node.disabled && !node.closest("[inert]")
      // A field of a day opens its calendar when it is reached: it is filled instead.
      && !node.closest('[data-testid="stDateInput"]')
      && node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length);
  const before = document.activeElement;
  const dim = controls.filter(node => {
    node.focus({ preventScroll: true });
    return document.activeElement === node && Math.max(0, ...ringsOf(node)) < MIN_CONTRAST;
  });
  before.focus?.({ preventScroll: true });
  document.activeElement.blur();
  return dim.map(node => node.outerHTML.slice(0, 160));
}
"""
"""Lists controls whose ring is under 2 px or under 3:1 against what lies under it.

The keyboard must have been used before: a browser draws no rings for a pointer.
"""
