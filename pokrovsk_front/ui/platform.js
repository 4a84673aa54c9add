/* Streamlit's own elements speak English, and Plotly's toolbar does: their names and texts are
   replaced by those of the reader's language as they come. What they said is kept, for when the
   reader changes the language. A chart is a picture to who does not see it: its name says what it
   shows, the letters in it are not read one by one, and its camera is the button under it. */
(() => {
  if (window.hasPlatformTexts) return;
  window.hasPlatformTexts = true;

  const NAMES = ["aria-label", "title", "placeholder", "data-title"];
  const IN_CHARTS = ":is(.main-svg, .modebar, .modebar-btn, .gl-container):is(.js-plotly-plot *),"
    + "#js-plotly-tester";
  const NAMED = NAMES.map(name => `[${name}]`).join();
  let given = "", exact = new Map(), patterns = [];
  const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const readTexts = () => {
    const said = document.querySelector("[data-platform]")?.dataset.platform ?? "";
    if (!said || said === given) return false;
    given = said;
    const pairs = Object.entries(JSON.parse(said));
    exact = new Map(pairs.filter(([text]) => !text.includes("{name}")));
    patterns = pairs.filter(([text]) => text.includes("{name}"))
      .map(([text, ours]) => [new RegExp(`^${escaped(text).replace("\\{name\\}", "(.+)")}$`), ours]);
    return true;
  };
  const ourText = text => {
    if (exact.has(text)) return exact.get(text);
    for (const [pattern, ours] of patterns) {
      const name = pattern.exec(text)?.[1];
      if (name) return ours.replace("{name}", name);
    }
    return null;
  };

  // What an element or a text said, and what it was given instead, by the name of the attribute.
  const replaced = new WeakMap();
  const replace = (node, name, now, write) => {
    if (!now) return;
    const known = replaced.get(node) ?? {}, before = known[name];
    const said = before?.ours === now ? before.said : now, ours = ourText(said);
    if (ours === null || ours === now) return;
    replaced.set(node, { ...known, [name]: { said, ours } });
    write(ours);
  };
  const replaceIn = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      replace(node, "text", node.data, text => { node.data = text; });
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const each of [node, ...node.querySelectorAll(NAMED)]) {
      for (const name of NAMES) {
        replace(each, name, each.getAttribute(name), text => each.setAttribute(name, text));
      }
    }
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) replaceIn(texts.currentNode);
    for (const each of [node, ...node.querySelectorAll(IN_CHARTS)]) {
      if (!each.matches(IN_CHARTS)) continue;
      each.ariaHidden = "true";
      if (each.tabIndex >= 0) each.tabIndex = -1;
    }
  };

  new MutationObserver(changes => {
    if (readTexts()) return replaceIn(document.body);
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(replaceIn);
      else if (type === "characterData") replaceIn(target);
      else NAMES.forEach(name => replace(
        target, name, target.getAttribute(name), text => target.setAttribute(name, text)));
    }
  }).observe(document.body, {
    attributeFilter: [...NAMES, "data-platform"], characterData: true, childList: true, subtree: true,
  });
  if (readTexts()) replaceIn(document.body);
})();
