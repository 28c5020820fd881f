/* The shortlist: sites that a reader marks, kept on this device and nowhere else. Buttons with data-keep add and take
   off; a bar says how many there are. Where storage is blocked, the list lasts for the page and the bar says so. */
window.siteShortlist = (function () {
  "use strict";
  var KEY = "shortlist", MOST = 12, OFF = "Add to shortlist", ON = "On your shortlist";
  var FULL = "Your shortlist is full (" + sites(MOST) + "). Remove one to add another.";
  var element = window.siteSearch.element, status = element("p", "", { "class": "hidden-text", role: "status" });
  var memory = null, before = null, bar = null;

  /* ---- the list ---- */

  /* Today's name of a site that was kept under a former one. */
  function today(slug) {
    var data = window.siteData && window.siteData.sites, former = (data && data.former) || {};
    var button = document.querySelector("[data-former~='" + slug + "']");
    return Object.prototype.hasOwnProperty.call(former, slug) ? former[slug] : button ? button.getAttribute("data-keep") : slug;
  }

  /* What a list may hold, whoever wrote it: names of sites, each once, and no more than it should. */
  function clean(list) {
    return (Array.isArray(list) ? list : []).filter(function (slug) {
      return typeof slug === "string" && /^[a-z0-9-]+$/.test(slug);
    }).map(today).filter(function (slug, at, all) { return all.indexOf(slug) === at; }).slice(0, MOST);
  }

  function stored() {
    try { return window.localStorage.getItem(KEY); } catch (error) { memory = []; return null; }
  }

  function read() {
    var text = memory ? null : stored();
    if (memory) { return memory.slice(); }
    try { return clean(JSON.parse(text)); } catch (error) { return []; }
  }

  function write(list) {
    try {
      if (list.length) { window.localStorage.setItem(KEY, JSON.stringify(list)); } else { window.localStorage.removeItem(KEY); }
      memory = null;
    } catch (error) { memory = list.slice(); }
  }

  /* ---- what others see of it: in the fragment, which no server is told ---- */

  function fragment(list) { return "#sites=" + list.join(","); }

  function parse(text) {
    var found = /^#sites=(.*)$/.exec(text);
    return found ? clean(window.site.decode(found[1]).split(",")) : null;
  }

  /* ---- words ---- */

  function sites(number) { return window.site.countOf(number, "site"); }

  function count(list) {
    if (!list.length) { return "Your shortlist is empty."; }
    return sites(list.length) + " on your shortlist" + (memory ? ". Your browser is not storing data for this site, so the list will be lost when you leave this page." : ", saved on this device.");
  }

  function say(text) { status.textContent = text; }

  /* ---- the buttons and the bar ---- */

  function sync() {
    var list = read();
    Array.prototype.forEach.call(document.querySelectorAll("[data-keep]"), function (button) {
      var kept = list.indexOf(button.getAttribute("data-keep")) !== -1;
      button.hidden = false;
      button.setAttribute("aria-pressed", String(kept));
      button.firstChild.data = kept ? ON : OFF;
    });
  }

  function act(text, rest, run) {
    var button = element("button", text, { type: "button", "class": "plain" });
    button.appendChild(element("span", rest, { "class": "hidden-text" }));
    button.addEventListener("click", run);
    return button;
  }

  function build() {
    var holder = element("section", "", { "class": "shortlist-bar", "aria-label": "Your shortlist" }), acts = element("p", "", { "class": "tools" });
    bar = { holder: holder, words: element("p", "", { tabindex: "-1" }), link: element("a"), forget: act("Clear", " your shortlist", forget), undo: act("Undo", ": restore your shortlist", undo) };
    [bar.link, bar.forget, bar.undo].forEach(function (each) { acts.appendChild(each); });
    holder.appendChild(bar.words);
    holder.appendChild(acts);
    document.querySelector("#main .body").appendChild(holder);
  }

  /* The bar with a message, or with the number of sites. */
  function show(note) {
    var list = read();
    bar.holder.hidden = !list.length && !note;
    document.documentElement.classList.toggle("has-shortlist", !bar.holder.hidden);
    bar.words.textContent = note || count(list);
    bar.link.textContent = list.length > 1 ? "Compare them" : "See your shortlist";
    /* What ends with this page can go to the next one in the address. */
    bar.link.href = window.site.href("sites/shortlist/" + (memory ? fragment(list) : ""));
    bar.link.hidden = bar.forget.hidden = !list.length;
    bar.undo.hidden = !before;
  }

  function changed(note, spoken) {
    sync();
    if (bar) { show(note); }
    say(spoken);
    document.dispatchEvent(new CustomEvent("shortlist-changed", { detail: note }));
  }

  function press(button) {
    var slug = button.getAttribute("data-keep"), name = button.getAttribute("data-name");
    var list = read(), at = list.indexOf(slug), note = "";
    before = null;
    if (at !== -1) { list.splice(at, 1); } else if (list.length < MOST) { list.push(slug); } else { note = FULL; }
    if (!note) { write(list); }
    changed(note, note || (at === -1 ? "Added: " : "Removed: ") + name + ". " + count(list));
  }

  function forget() {
    before = read();
    write([]);
    changed("Your shortlist was cleared.", "");
    /* The bar is in view already. */
    bar.words.focus({ preventScroll: true });
  }

  function undo() {
    write(before);
    before = null;
    changed("", "");
    bar.words.focus({ preventScroll: true });
  }

  function refresh() { before = null; changed("", ""); }

  if (!document.querySelector(".shortlist-page")) { build(); }
  document.getElementById("main").appendChild(status);
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-keep]");
    if (button) { press(button); }
  });
  document.addEventListener("sites-shown", sync);
  window.addEventListener("storage", function (event) { if (event.key === KEY || event.key === null) { refresh(); } });
  /* A page that the browser had put aside may have missed a change. */
  window.addEventListener("pageshow", function (event) { if (event.persisted) { refresh(); } });
  sync();
  if (bar) { show(""); }

  return { MOST: MOST, OFF: OFF, read: read, write: write, fragment: fragment, parse: parse, sites: sites, say: say, sync: sync, lasts: function () { read(); return !memory; } };
})();
