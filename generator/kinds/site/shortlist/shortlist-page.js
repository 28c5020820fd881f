/* The shortlist's own page: the sites that a reader kept, or those that a link names, and what can be done with them. */
(function () {
  "use strict";
  var kept = window.siteShortlist, element = window.siteSearch.element, sites = window.siteFacets.read(window.siteData.sites).sites;
  var holder = document.querySelector(".shortlist-page"), shown = [], shared = false, before = null;

  function part(name) { return holder.querySelector("[data-part=" + name + "]"); }
  function button(act) { return holder.querySelector("[data-act=" + act + "]"); }
  function slugs(list) { return list.map(function (site) { return site.slug; }); }

  function known(list) {
    return list.map(function (slug) { return sites.filter(function (site) { return site.slug === slug; })[0]; }).filter(Boolean);
  }

  /* ---- showing ---- */

  function message(text, undo) {
    part("said").querySelector("p").textContent = text;
    part("said").hidden = !text;
    button("undo").hidden = !undo;
    before = undo || null;
  }

  function tell(text, undo) { message(text, undo); part("said").focus(); }

  function named(text, rest, attributes) {
    var made = element("button", text, Object.assign({ type: "button" }, attributes));
    made.appendChild(element("span", rest, { "class": "hidden-text" }));
    return made;
  }

  function remover(site) { return named("Remove", " " + window.site.inSentence(site.name) + " from your shortlist", { "class": "remove", "data-remove": site.slug }); }
  function keeper(site) { return named(kept.OFF, ": " + site.name, { "class": "keep", "data-keep": site.slug, "data-name": site.name }); }

  /* What is said of a list that came with a link. */
  function origin(own, all) {
    var came = "This list is from the link you opened. ";
    if (!kept.lasts()) { return came + "Your browser is not storing data for this site, so the list cannot be saved here. Keep the link instead."; }
    if (all) { return came + "All of these sites are already on your own shortlist."; }
    return came + "It is not saved on this device." + (own.length ? " Your own shortlist (" + kept.sites(own.length) + ") has not changed." : "");
  }

  /* Whose list it is, and what may be done with it. */
  function around() {
    var own = known(kept.read()), lasts = kept.lasts(), all = shown.every(function (site) { return own.indexOf(site) !== -1; });
    part("none").hidden = shown.length > 0;
    part("tools").hidden = !shown.length;
    part("link").hidden = true;
    part("more").hidden = shared || shown.length !== 1;
    part("kept").hidden = shared || !shown.length;
    part("kept").textContent = lasts ? "Your shortlist is saved only on this device. Anyone who uses this device can see it until you select “Clear shortlist.”"
      : "Your browser is not storing data for this site, so your shortlist will be lost when you leave this page. To keep it, select “Copy a link.”";
    part("shared").hidden = !shared;
    part("shared").querySelector("p").textContent = shared ? origin(own, all) : "";
    part("shared").querySelector("a").hidden = !own.length || !lasts;
    button("keep").hidden = all || !lasts;
    button("forget").hidden = shared;
  }

  function show(list, foreign) {
    shown = list;
    shared = foreign;
    window.sitesSideBySide(part("view"), shown, shared ? (kept.lasts() ? keeper : null) : remover);
    around();
    kept.sync();
  }

  function showOwn() { show(known(kept.read()), false); }

  /* The list that the address names, or the reader's own. Sites that are not listed any more are dropped. */
  function open() {
    var asked = kept.parse(window.location.hash), list = asked || kept.read(), found = known(list), lost = list.length - found.length;
    message(lost ? kept.sites(lost) + (asked ? " in this link " : " on your shortlist ") + window.site.plural(lost, "is", "are") + " no longer listed and " + window.site.plural(lost, "was", "were") + " left out." : "");
    if (lost && !asked) { kept.write(slugs(found)); }
    if (asked && found.length) { show(found, true); } else { showOwn(); }
  }

  /* ---- acts ---- */

  /* The reader's own list becomes another one; what it was can be brought back. */
  function change(list, text) {
    var old = kept.read();
    kept.write(list);
    showOwn();
    tell(text, old);
  }

  function remove(slug) {
    change(kept.read().filter(function (other) { return other !== slug; }), known([slug])[0].name + " was removed from your shortlist.");
  }

  function keep() {
    var own = kept.read(), added = slugs(shown).filter(function (slug) { return own.indexOf(slug) === -1; }), number = own.length + added.length;
    if (number > kept.MOST) {
      tell("A shortlist can have up to " + kept.sites(kept.MOST) + ". With these, yours would have " + number + ". Remove some first, or add these one at a time.");
      return;
    }
    try { window.history.pushState(null, "", window.location.pathname); } catch (error) { /* a copy on a disk may refuse it */ }
    change(own.concat(added), "Added " + kept.sites(added.length) + " to your shortlist.");
  }

  function offer(address) {
    var box = part("link").querySelector("input");
    message("Copy this link. Anyone who opens it sees these sites and nothing else about you.");
    part("link").hidden = false;
    box.value = address;
    box.focus();
    box.select();
  }

  function copied() {
    var text = "Link copied. Anyone who opens it sees these sites and nothing else about you.";
    message(text + (window.location.protocol === "file:" ? " It opens this copy on your device." : ""));
    kept.say(text);
  }

  function copy() {
    var address = window.location.href.split(/[?#]/)[0] + kept.fragment(slugs(shown));
    /* Only a site with https may write to the clipboard, and a reader may refuse it. */
    if (!window.navigator.clipboard) { offer(address); return; }
    window.navigator.clipboard.writeText(address).then(copied, function () { offer(address); });
  }

  var ACTS = {
    copy: copy,
    keep: keep,
    print: function () { window.print(); },
    forget: function () { change([], "Your shortlist was cleared."); },
    undo: function () { kept.write(before); showOwn(); tell("Your shortlist was restored."); }
  };

  holder.addEventListener("click", function (event) {
    var target = event.target.closest("[data-act], [data-remove]");
    if (!target) { return; }
    if (target.hasAttribute("data-remove")) { remove(target.getAttribute("data-remove")); } else { ACTS[target.getAttribute("data-act")](); }
  });
  /* By a button beside a site of a link's list, or in another window. */
  document.addEventListener("shortlist-changed", function (event) {
    if (shared) { around(); message(event.detail); return; }
    if (kept.read().join() === slugs(shown).join()) { return; }
    var inside = holder.contains(document.activeElement), text = "Your shortlist was changed in another window.";
    showOwn();
    message(text);
    if (inside) { part("said").focus(); } else { kept.say(text); }
  });
  /* A jump to a part of the page is no other list. */
  window.addEventListener("hashchange", function () { if (!window.location.hash || kept.parse(window.location.hash)) { open(); } });
  document.documentElement.classList.add("on-shortlist");
  holder.hidden = false;
  open();
})();
