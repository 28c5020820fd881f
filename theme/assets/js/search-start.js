"use strict";
/* Prepares the search page before its first paint: moves a query in `?q=` to `#q=`, which is not sent to servers, and
   reserves space for the results of a query in the URL, to avoid a layout shift. */
(() => {
  const { location, history } = window;
  const query = new URLSearchParams(location.search).get("q");
  if (query !== null) {
    const fragment = `#q=${encodeURIComponent(query)}`;
    try {
      history.replaceState(null, "", location.pathname + fragment);
    } catch {
      location.hash = fragment;
    }
  }
  if (/^#q=./.test(location.hash)) {
    document.documentElement.classList.add("searching");
  }
})();
