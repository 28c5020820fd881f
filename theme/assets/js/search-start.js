/* Before the first paint of the search page: words that came as `?q=` become `#q=`, which no server sees again, and the
   results of words in the address get their room at once, so that nothing moves when they come. */
(() => {
  "use strict";
  const { location, history } = window, asked = new URLSearchParams(location.search).get("q");
  if (asked !== null) {
    const fragment = `#q=${encodeURIComponent(asked)}`;
    try { history.replaceState(null, "", location.pathname + fragment); } catch { location.hash = fragment; }
  }
  if (/^#q=./.test(location.hash)) { document.documentElement.classList.add("searching"); }
})();
