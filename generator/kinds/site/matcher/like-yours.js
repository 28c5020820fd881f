/* Sites like the reader's own. Answers stay on the page: no storage and no address holds them,
   unless the reader copies a link. Without this script there is a table, and a brief with blank lines. */
(function () {
  "use strict";
  var tools = window.siteSearch, element = tools.element;
  var data = window.siteFacets.read(window.siteData.sites), page = window.siteData.sites.likeYours, rules = page.rules, words = page.words;
  var holder = document.querySelector(".like-yours"), form = holder.querySelector(".like-form"), further = form.querySelector(".like-further");
  var result = holder.querySelector(".like-result"), heading = result.querySelector("h2"), groups = result.querySelector(".like-groups");
  var status = form.querySelector("[role=status]"), link = form.querySelector(".like-link"), field = link.querySelector("input");
  var FIRST = 20, PREFIX = "a.", names = {}, fields = [];

  data.sides.forEach(function (side) { names[side.key] = side.title; });
  Array.prototype.forEach.call(form.querySelectorAll("[data-question]"), function (part) {
    var inputs = part.querySelectorAll("input, option[value]:not([value=''])"), labels = Object.create(null);
    Array.prototype.forEach.call(inputs, function (input) { labels[input.value] = (input.closest("label") || input).textContent.trim(); });
    fields.push({ id: part.getAttribute("data-question"), part: part, inputs: Array.prototype.slice.call(inputs), labels: labels });
  });
  rules.asked.forEach(function (asked) { fieldOf(asked.id).side = asked.side; });

  function fieldOf(id) { return fields.filter(function (one) { return one.id === id; })[0] || { id: id, inputs: [], labels: {} }; }

  /* What has just been done is said at once; what changes with each answer, when the reader pauses. */
  var said = "", later = tools.debounce(function () { status.textContent = said; }, 500);

  function say(text, pause) {
    said = text;
    if (pause) { later(); } else { status.textContent = text; }
  }

  /* ---- the answers ---- */

  function chosen(input) { return input.localName === "option" ? input.selected : input.checked; }

  function choose(input, yes) { input[input.localName === "option" ? "selected" : "checked"] = yes; }

  function read() {
    var answers = Object.create(null);
    fields.forEach(function (one) {
      var values = one.inputs.filter(chosen).map(function (input) { return input.value; });
      if (values.length) { answers[one.id] = values; }
    });
    return answers;
  }

  function fill(answers) {
    form.reset();
    fields.forEach(function (one) {
      one.inputs.forEach(function (input) { if ((answers[one.id] || []).indexOf(input.value) !== -1) { choose(input, true); } });
      if (answers[one.id] && further && further.contains(one.part)) { further.open = true; }
    });
  }

  /* ---- the link ---- */

  function write(answers) {
    return "#" + Object.keys(answers).map(function (id) { return PREFIX + id + "=" + answers[id].map(encodeURIComponent).join(","); }).join("&");
  }

  /* The answers that a link holds; null where it holds none. What the form does not offer is left out. */
  function linked() {
    var answers = Object.create(null), found = false;
    window.location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at < 0 || part.indexOf(PREFIX) !== 0) { return; }
      found = true;
      answers[part.slice(PREFIX.length, at)] = part.slice(at + 1).split(",").map(window.site.decode);
    });
    return found ? answers : null;
  }

  /* An address that held answers holds them no longer once they are others. */
  function forget() {
    link.hidden = true;
    if (!linked()) { return; }
    try { window.history.replaceState(null, "", window.location.pathname + window.location.search); } catch (error) { /* a copy on a disk may refuse it */ }
  }

  function offer(address) {
    link.hidden = false;
    field.value = address;
    field.focus();
    field.select();
  }

  function copy() {
    var answers = read(), address = window.location.href.split("#")[0] + write(answers);
    if (!Object.keys(answers).length) { say(words.unanswered); return; }
    /* A browser gives the clipboard to secure pages only, and not always to those. */
    if (!navigator.clipboard) { offer(address); return; }
    navigator.clipboard.writeText(address).then(function () { say("Link copied."); }, function () { offer(address); });
  }

  /* ---- the result ---- */

  /* A word that two questions offer is told apart by its question. */
  function word(pair) {
    var own = fieldOf(pair[0]), text = own.labels[pair[1]] || (data.labels[own.side] || {})[pair[1]] || pair[1];
    var twice = fields.some(function (one) { return one !== own && one.labels[pair[1]] === text; });
    return twice ? text + " [" + names[own.side].toLowerCase() + "]" : text;
  }

  function line(title, text, quiet) {
    var made = element("p", "", quiet ? { "class": "quiet" } : {});
    made.appendChild(element("strong", title + ":"));
    made.appendChild(document.createTextNode(" " + text));
    return made;
  }

  function all(pairs) { return pairs.map(word).join("; "); }

  /* "Rural area (you chose: City)", question by question. Which state a site lies in stands beside its name. */
  function differences(found, answers) {
    return rules.asked.filter(function (asked) { return !asked.closed; }).map(function (asked) {
      var stated = found.differs.filter(function (pair) { return pair[0] === asked.id; });
      return stated.length && all(stated) + " (you chose: " + all(answers[asked.id].map(function (value) { return [asked.id, value]; })) + ")";
    }).filter(Boolean).join("; ");
  }

  /* "Jail; Rural area (published: City)": question by question, with what is published in place of the answers. */
  function silences(found) {
    return rules.asked.map(function (asked) {
      function own(pair) { return pair[0] === asked.id; }
      var open = found.silent.filter(own), held = found.shares.some(own) ? [] : found.site.values[asked.side] || [];
      var named = held.map(function (value) { return word([asked.id, value]); });
      return open.length && all(open) + (named.length ? " (published: " + named.join(", ") + ")" : "");
    }).filter(Boolean).join("; ");
  }

  function keep(site) {
    var made = element("button", "Add to shortlist", { type: "button", "class": "keep", "data-keep": site.slug, "data-name": site.name, "aria-pressed": "false", hidden: "" });
    made.appendChild(element("span", ": " + site.name, { "class": "hidden-text" }));
    return made;
  }

  function row(found, answers) {
    var differs = differences(found, answers), site = found.site, made = element("li", "", { "class": "row", "data-site": site.slug });
    made.appendChild(element("a", site.name, { href: window.site.href("sites/" + site.slug + "/") }));
    made.appendChild(document.createTextNode(" "));
    made.appendChild(element("span", site.place, { "class": "quiet" }));
    (site.values.role || []).forEach(function (role) {
      made.appendChild(document.createTextNode(" "));
      made.appendChild(element("span", data.labels.role[role], { "class": "badge badge-" + role }));
    });
    made.appendChild(document.createTextNode(" "));
    made.appendChild(keep(site));
    if (found.shares.length) { made.appendChild(line(words.shares, all(found.shares))); }
    /* Of a site that shares nothing the heading says so; all answers once more would only be noise. */
    if (found.shares.length && found.silent.length) { made.appendChild(line(words.silent, silences(found), true)); }
    if (differs) { made.appendChild(line(words.differs, differs, true)); }
    return made;
  }

  function section(group, answers) {
    var made = element("section"), list = element("ul", "", { "class": "rows" }), sites = group.sites;
    function add(found) { list.appendChild(row(found, answers)); }
    made.appendChild(element("h3", page.headings[group.number] + " (" + sites.length + ")"));
    if (group.number === page.headings.length - 1) { made.appendChild(element("p", words.none_note)); }
    sites.slice(0, FIRST).forEach(add);
    made.appendChild(list);
    if (sites.length > FIRST) {
      var more = element("button", "Show all " + sites.length, { type: "button", "class": "plain" });
      more.addEventListener("click", function () {
        sites.slice(FIRST).forEach(add);
        more.remove();
        list.children[FIRST].querySelector("a").focus();
        document.dispatchEvent(new CustomEvent("sites-shown"));
      });
      made.appendChild(more);
    }
    return made;
  }

  /* Gives the words of the status. */
  function showGroups(answers) {
    var compared = rules.asked.some(function (asked) { return answers[asked.id]; });
    groups.textContent = "";
    if (!compared) {
      var why = Object.keys(answers).length ? words.uncompared : words.unanswered;
      groups.appendChild(element("p", why, { "class": "notice" }));
      return why;
    }
    var found = window.siteLikeness.group(data.sites, answers, rules);
    groups.appendChild(element("p", words.order));
    found.forEach(function (group) { groups.appendChild(section(group, answers)); });
    groups.appendChild(element("p", words.match, { "class": "notice" }));
    var last = found[found.length - 1], none = last && last.number === page.headings.length - 1 ? last.sites.length : 0;
    return words.sharing + ": " + (data.sites.length - none) + ". " + words.others + ": " + none + ".";
  }

  /* ---- together ---- */

  function spoken(answers) {
    var texts = Object.create(null);
    Object.keys(answers).forEach(function (id) { texts[id] = answers[id].map(function (value) { return fieldOf(id).labels[value]; }).join("; "); });
    return texts;
  }

  function show() {
    var answers = read();
    window.siteBrief.show(spoken(answers));
    if (result.hidden) { return; }
    say(showGroups(answers), true);
    document.dispatchEvent(new CustomEvent("sites-shown"));
  }

  function open() {
    result.hidden = false;
    show();
    heading.focus();
  }

  function clear() {
    window.siteBrief.clear();
    forget();
    result.hidden = true;
    fill({});
    show();
    say("Your answers were cleared.");
  }

  function follow() {
    var answers = linked();
    if (!answers) { return; }
    fill(answers);
    open();
  }

  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-act]");
    if (button) { (button.getAttribute("data-act") === "copy" ? copy : clear)(); }
  });
  form.addEventListener("change", function (event) {
    if (event.target === field) { return; }
    forget();
    show();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    open();
  });
  window.addEventListener("hashchange", follow);
  /* Back from a site's page: a browser that made this page anew has filled in the answers again. */
  window.addEventListener("pageshow", function () {
    if (!result.hidden || !Object.keys(read()).length) { return; }
    result.hidden = false;
    show();
  });
  if (further && window.matchMedia("(max-width: 47.99rem)").matches) { further.open = false; }
  form.hidden = false;
  holder.classList.add("live");
  show();
  follow();
})();
