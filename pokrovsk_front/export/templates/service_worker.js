/* Keeps the pages that a reader has opened, so that they open without a network.

   What has a digest in its name never changes: it is taken from the store first. All else is asked
   for first, and taken from the store where no answer comes. A new version of the site clears away
   what no kept page names. */
"use strict";
const STORE = `pokrovsk-front ${self.registration.scope}`;
const FOR_EVER = /\/assets\/[\w.-]+-[0-9a-f]{10}\.\w+$/;
const NAMED = /[\w.-]+-[0-9a-f]{10}\.\w+/g;
const isOurs = address => address.startsWith(self.registration.scope);

/* One name for a page, whatever its address asks for behind it. */
const key = address => address.replace(/[?#].*$/, "").replace(/\/$/, "/index.html");

async function stored(address) {
  const store = await caches.open(STORE);
  return store.match(key(address));
}

async function fetched(request) {
  const answer = await fetch(request);
  // An answer from another address may not stand for a page.
  if (answer.status === 200 && !answer.redirected) {
    const copy = answer.clone();
    const store = await caches.open(STORE);
    // A full disk keeps nothing, and the page is shown all the same.
    await store.put(key(request.url), copy).catch(() => {});
  }
  return answer;
}

async function answered(request) {
  if (FOR_EVER.test(new URL(request.url).pathname)) {
    return await stored(request.url) ?? fetched(request);
  }
  try {
    return await fetched(request);
  } catch (error) {
    const kept = await stored(request.url);
    if (kept) return kept;
    throw error;
  }
}

/* Clear away what has a digest in its name that no kept page, style or script of data names. */
async function sweep() {
  const store = await caches.open(STORE);
  const kept = await store.keys();
  const texts = kept.filter(({ url }) => /\.(html|css)$/.test(url));
  const named = new Set();
  for (const request of texts) {
    const text = await (await store.match(request)).text();
    for (const [name] of text.matchAll(NAMED)) named.add(name);
  }
  for (const request of kept) {
    const { pathname } = new URL(request.url);
    if (FOR_EVER.test(pathname) && !named.has(pathname.split("/").pop())) await store.delete(request);
  }
}

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", event => event.waitUntil(sweep().then(() => self.clients.claim())));
addEventListener("fetch", event => {
  if (event.request.method === "GET" && isOurs(event.request.url)) {
    event.respondWith(answered(event.request));
  }
});
/* A page that was read before this started names what it has loaded. */
addEventListener("message", event => {
  const named = Array.isArray(event.data?.keep) ? event.data.keep : [];
  event.waitUntil(Promise.all(named.filter(isOurs).map(async address => {
    if (!await stored(address)) await fetched(new Request(address)).catch(() => {});
  })));
});
