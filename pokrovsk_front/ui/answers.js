/* What a reader hears who does not see the page: the first headline that a choice changed, once what
   follows from it is here, and the title of another page that was chosen. Nothing is said as a page
   opens; a map that moves says its own headline (maps/engine/speech.js). */
(() => {
  if (window.hasAnswers) return;
  window.hasAnswers = true;

  const ANSWER_MS = 700;
  const MAP_HEADLINE = "map-headline";
  const HEADLINES = [`.${MAP_HEADLINE}`, ...["head", "heading", "shown"]
    .map(name => `[data-testid="stMain"] [class*="st-key-${name}_"] :is(h2, p)`)].join();
  const live = Object.assign(document.createElement("p"), { className: "now-shown", role: "status" });
  document.body.append(live);
  /* The headlines as they were when the reader chose what is not told yet: parts come one by one. */
  let before = new Map(), isTold = true;
  let shownPath = null, touchedPath = "", answerTimer = 0;
  const headlines = () => {
    const found = new Map();
    for (const each of document.querySelectorAll(HEADLINES)) {
      const block = each.closest('[class*="st-key-"]').className;
      const name = each.className === MAP_HEADLINE
        ? MAP_HEADLINE : block.match(/st-key-(\S+)_[0-9a-f]{12}/)?.[1];
      if (name && !found.has(name)) found.set(name, each.textContent);
    }
    return found;
  };
  const tellShown = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (app?.getAttribute("data-test-script-state") !== "notRunning") return;
    const now = headlines(), path = location.pathname;
    const title = document.querySelector('[data-testid="stMain"] h1')?.textContent;
    const [name, said] = path === shownPath
      ? [...now].find(([each, text]) => before.get(each) !== text) ?? [] : ["title", title];
    const isAnswer = path === shownPath ? touchedPath === path : shownPath !== null;
    if (path !== shownPath) [shownPath, before] = [path, now];
    isTold = true;
    if (said && isAnswer && name !== MAP_HEADLINE && live.textContent !== said) live.textContent = said;
  };
  const answerLater = () => {
    clearTimeout(answerTimer);
    answerTimer = setTimeout(tellShown, ANSWER_MS);
  };
  for (const kind of ["click", "keydown", "change", "popstate"]) {
    addEventListener(kind, event => {
      // Who reads on by Tab or by the arrows has chosen nothing.
      const isReading = event.key === "Tab" || (event.key && event.target === document.body);
      if (isReading) return;
      touchedPath = location.pathname;
      if (isTold) [before, isTold] = [headlines(), false];
    }, true);
  }

  new MutationObserver(changes => {
    // What is said is no news itself.
    if (changes.some(({ target }) => target !== live)) answerLater();
  }).observe(document.body, {
    attributeFilter: ["data-test-script-state"], childList: true, subtree: true,
  });
})();
