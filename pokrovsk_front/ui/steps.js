/* Back and Forward on the dashboard: each choice of the reader is one step of the browser's history.
   Streamlit adds an entry for each key of the address that a run writes, at opening too. Here the
   first one after the reader's hand is the step; what follows without a hand replaces it. Back to
   another page shows it where it was left: Streamlit scrolls a box of its own, of which the browser
   keeps nothing. The app shell loads this before Streamlit; under plain `streamlit run` it comes with
   the first page, after the entry of its language. */
(() => {
  if (window.hasSteps) return;
  window.hasSteps = true;
  const { pushState, replaceState } = history;
  const RESTORED_WITHIN_MS = 5000, SETTLED_MS = 500;
  let isChosen = false, topAtHand = 0;
  const box = () => document.querySelector('[data-testid="stMain"]');

  // Assistive technology may click and change without a pointer or a key.
  for (const kind of ["pointerdown", "keydown", "click", "change"]) {
    addEventListener(kind, event => {
      if (!event.isTrusted) return;
      isChosen = true;
      topAtHand = box()?.scrollTop ?? 0;
    }, true);
  }
  // A map tells whether its day was chosen, or came by itself or by the wheel.
  addEventListener("day-released", ({ detail }) => { isChosen = detail.isStep; });

  // Scroll positions by the number that each entry carries.
  const positions = new Map();
  let step = history.state?.step ?? 0, steps = step, { pathname } = location;
  history.replaceState = (state, unused, address) => {
    replaceState.call(history, { ...state, step }, unused, address);
    ({ pathname } = location);
  };
  history.replaceState(history.state, "");
  history.pushState = (state, unused, address) => {
    if (!isChosen) {
      history.replaceState(state, unused, address);
      return;
    }
    isChosen = false;
    // By now Streamlit has emptied the page that is left.
    positions.set(step, topAtHand);
    step = ++steps;
    pushState.call(history, { ...state, step }, unused, address);
    ({ pathname } = location);
  };

  /* Scroll to a position of a page that is on its way, unless the reader scrolls himself. */
  const restore = top => {
    const until = performance.now() + RESTORED_WITHIN_MS, hand = new AbortController();
    for (const kind of ["wheel", "pointerdown", "touchstart", "keydown"]) {
      addEventListener(kind, () => hand.abort(), { capture: true, passive: true, signal: hand.signal });
    }
    // At first the page that is left still stands there.
    const title = () => box()?.querySelector("h1")?.textContent, left = title();
    let height = 0, grown = performance.now();
    const follow = () => {
      if (hand.signal.aborted || performance.now() > until) return hand.abort();
      const main = box();
      const isIdle = document.querySelector('[data-test-script-state="notRunning"]') !== null;
      if (main && isIdle && title() !== left) {
        // Held while charts and what is looked at load: they make the page longer.
        main.scrollTop = top;
        if (main.scrollHeight !== height) [height, grown] = [main.scrollHeight, performance.now()];
        if (performance.now() - grown > SETTLED_MS) return hand.abort();
      }
      return requestAnimationFrame(follow);
    };
    requestAnimationFrame(follow);
  };
  // Before Streamlit, which asks for the page of the entry.
  addEventListener("popstate", ({ state }) => {
    isChosen = false;
    positions.set(step, box()?.scrollTop ?? 0);
    // An entry that the reader made by a link to a part of the page has no number.
    step = state?.step ?? step;
    const isAnotherPage = pathname !== location.pathname;
    ({ pathname } = location);
    if (isAnotherPage && positions.has(step)) restore(positions.get(step));
  }, true);
})();
