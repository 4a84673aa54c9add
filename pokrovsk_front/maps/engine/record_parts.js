/* What the buttons that save a map are made of: elements, texts with values, a file to save. */
// @ts-check

const SAVED_ADDRESS_MS = 60_000;

/**
 * Makes an element with attributes and children.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
export function recordElement(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * Puts values where a text names them in braces.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const recordText = (text, values) =>
  text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

/**
 * Has the browser save a file as a download.
 * @param {Blob} blob
 * @param {string} name
 */
export function saveFile(blob, name) {
  const address = URL.createObjectURL(blob);
  recordElement("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), SAVED_ADDRESS_MS);
}
