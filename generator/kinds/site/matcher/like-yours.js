"use strict";
/* The page "Sites like yours". Answers stay on the page: they are not stored, and they are in the address only if the
   reader copies a link. Without this script, the page shows a table and a brief with blank lines. */
(() => {
  const tools = site.search;
  const element = site.dom.element;
  const data = site.facets.read(site.data.sites);
  const matcher = site.data.sites.matcher;
  const rules = matcher.rules;
  const words = matcher.words;
  const page = document.querySelector(".like-yours");
  const form = page.querySelector(".like-form");
  const moreQuestions = form.querySelector(".like-further");
  const result = page.querySelector(".like-result");
  const heading = result.querySelector("h2");
  const groups = result.querySelector(".like-groups");
  const status = form.querySelector("[role=status]");
  const linkBox = form.querySelector(".like-link");
  const linkField = linkBox.querySelector("input");
  const PAGE_SIZE = 20;
  const PREFIX = "a.";
  const facetTitles = {};
  const questions = [];

  data.facets.forEach((facet) => {
    facetTitles[facet.key] = facet.title;
  });
  Array.prototype.forEach.call(form.querySelectorAll("[data-question]"), (part) => {
    const inputs = part.querySelectorAll("input, option[value]:not([value=''])");
    const labels = Object.create(null);
    Array.prototype.forEach.call(inputs, (input) => {
      labels[input.value] = (input.closest("label") || input).textContent.trim();
    });
    questions.push({
      id: part.getAttribute("data-question"),
      part: part,
      inputs: Array.prototype.slice.call(inputs),
      labels: labels,
    });
  });
  rules.criteria.forEach((criterion) => {
    questionOf(criterion.id).facet = criterion.facet;
  });

  function questionOf(id) {
    return questions.filter((question) => question.id === id)[0] || { id: id, inputs: [], labels: {} };
  }

  /* The result of an action is announced at once. A result that changes with each answer waits until the reader pauses. */
  let announcement = "";
  const announceLater = site.dom.debounce(() => {
    status.textContent = announcement;
  }, 500);

  function announce(text, waits) {
    announcement = text;
    if (waits) {
      announceLater();
    } else {
      status.textContent = text;
    }
  }

  /* ---- the answers: { question: [values] } ---- */

  function isChosen(input) {
    return input.localName === "option" ? input.selected : input.checked;
  }

  function setChosen(input, chosen) {
    input[input.localName === "option" ? "selected" : "checked"] = chosen;
  }

  function readAnswers() {
    const answers = Object.create(null);
    questions.forEach((question) => {
      const values = question.inputs.filter(isChosen).map((input) => input.value);
      if (values.length) {
        answers[question.id] = values;
      }
    });
    return answers;
  }

  function fillForm(answers) {
    form.reset();
    questions.forEach((question) => {
      question.inputs.forEach((input) => {
        if ((answers[question.id] || []).indexOf(input.value) !== -1) {
          setChosen(input, true);
        }
      });
      if (answers[question.id] && moreQuestions?.contains(question.part)) {
        moreQuestions.open = true;
      }
    });
  }

  /* ---- the link ---- */

  function toFragment(answers) {
    return `#${Object.keys(answers)
      .map((id) => `${PREFIX + id}=${answers[id].map(encodeURIComponent).join(",")}`)
      .join("&")}`;
  }

  /* The answers in the fragment, or null if it has none. The form ignores values that it does not offer. */
  function answersInLink() {
    const answers = Object.create(null);
    let hasAnswers = false;
    window.location.hash
      .slice(1)
      .split("&")
      .forEach((part) => {
        const equals = part.indexOf("=");
        if (equals < 0 || part.indexOf(PREFIX) !== 0) {
          return;
        }
        hasAnswers = true;
        answers[part.slice(PREFIX.length, equals)] = part
          .slice(equals + 1)
          .split(",")
          .map(site.page.decode);
      });
    return hasAnswers ? answers : null;
  }

  /* Removes answers from the address once the reader changes them. */
  function clearLink() {
    linkBox.hidden = true;
    if (!answersInLink()) {
      return;
    }
    try {
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    } catch (_error) {
      /* browsers may refuse this for files on a disk */
    }
  }

  function offerLink(address) {
    linkBox.hidden = false;
    linkField.value = address;
    linkField.focus();
    linkField.select();
  }

  function copyLink() {
    const answers = readAnswers();
    const address = window.location.href.split("#")[0] + toFragment(answers);
    if (!Object.keys(answers).length) {
      announce(words.unanswered);
      return;
    }
    /* Browsers offer the clipboard only to secure pages, and may refuse access to it. */
    if (!navigator.clipboard) {
      offerLink(address);
      return;
    }
    navigator.clipboard.writeText(address).then(
      () => {
        announce("Link copied.");
      },
      () => {
        offerLink(address);
      },
    );
  }

  /* ---- the result ---- */

  /* The label of a value. If another question has a choice with the same label, the facet's title follows. */
  function label(pair) {
    const question = questionOf(pair[0]);
    const text = question.labels[pair[1]] || data.labels[question.facet]?.[pair[1]] || pair[1];
    const isAmbiguous = questions.some((other) => other !== question && other.labels[pair[1]] === text);
    return isAmbiguous ? `${text} [${facetTitles[question.facet].toLowerCase()}]` : text;
  }

  function labels(pairs) {
    return pairs.map(label).join("; ");
  }

  function line(title, text, quiet) {
    const paragraph = element("p", "", quiet ? { class: "quiet" } : {});
    paragraph.appendChild(element("strong", `${title}:`));
    paragraph.appendChild(document.createTextNode(` ${text}`));
    return paragraph;
  }

  /* "Rural area (you chose: City)", by question. A different state is left out: each row shows the site's state. */
  function differences(match, answers) {
    return rules.criteria
      .filter((criterion) => !criterion.singleValued)
      .map((criterion) => {
        const differing = match.differs.filter((pair) => pair[0] === criterion.id);
        return (
          differing.length &&
          `${labels(differing)} (you chose: ${labels(answers[criterion.id].map((value) => [criterion.id, value]))})`
        );
      })
      .filter(Boolean)
      .join("; ");
  }

  /* "Jail; Rural area (published: City)", by question: the unknown answers, and what is published instead. */
  function unknowns(match) {
    return rules.criteria
      .map((criterion) => {
        function isOfQuestion(pair) {
          return pair[0] === criterion.id;
        }
        const unknown = match.unknown.filter(isOfQuestion);
        const stated = match.shares.some(isOfQuestion) ? [] : match.site.values[criterion.facet] || [];
        const published = stated.map((value) => label([criterion.id, value]));
        return unknown.length && labels(unknown) + (published.length ? ` (published: ${published.join(", ")})` : "");
      })
      .filter(Boolean)
      .join("; ");
  }

  function shortlistButton(site) {
    const button = element("button", "Add to shortlist", {
      type: "button",
      class: "keep",
      "data-keep": site.slug,
      "data-name": site.name,
      "aria-pressed": "false",
      hidden: "",
    });
    button.appendChild(element("span", `: ${site.name}`, { class: "hidden-text" }));
    return button;
  }

  function row(match, answers) {
    const differs = differences(match, answers);
    const site = match.site;
    const item = element("li", "", { class: "row", "data-site": site.slug });
    item.appendChild(element("a", site.name, { href: site.page.href(`sites/${site.slug}/`) }));
    item.appendChild(document.createTextNode(" "));
    item.appendChild(element("span", site.place, { class: "quiet" }));
    (site.values.role || []).forEach((role) => {
      item.appendChild(document.createTextNode(" "));
      item.appendChild(element("span", data.labels.role[role], { class: `badge badge-${role}` }));
    });
    item.appendChild(document.createTextNode(" "));
    item.appendChild(shortlistButton(site));
    if (match.shares.length) {
      item.appendChild(line(words.shares, labels(match.shares)));
    }
    /* For a site that shares nothing, the heading of its group says that nothing is known. */
    if (match.shares.length && match.unknown.length) {
      item.appendChild(line(words.unknown, unknowns(match), true));
    }
    if (differs) {
      item.appendChild(line(words.differs, differs, true));
    }
    return item;
  }

  function isLastGroup(group) {
    return group.number === matcher.headings.length - 1;
  }

  function section(group, answers) {
    const groupSection = element("section");
    const list = element("ul", "", { class: "rows" });
    const matches = group.sites;
    function add(match) {
      list.appendChild(row(match, answers));
    }
    groupSection.appendChild(element("h3", `${matcher.headings[group.number]} (${matches.length})`));
    if (isLastGroup(group)) {
      groupSection.appendChild(element("p", words.none_note));
    }
    matches.slice(0, PAGE_SIZE).forEach(add);
    groupSection.appendChild(list);
    if (matches.length > PAGE_SIZE) {
      const showAll = element("button", `Show all ${matches.length}`, { type: "button", class: "plain" });
      showAll.addEventListener("click", () => {
        matches.slice(PAGE_SIZE).forEach(add);
        showAll.remove();
        list.children[PAGE_SIZE].querySelector("a").focus();
        document.dispatchEvent(new CustomEvent("sites-shown"));
      });
      groupSection.appendChild(showAll);
    }
    return groupSection;
  }

  /* Shows the groups. Returns the text to announce. */
  function showGroups(answers) {
    const isCompared = rules.criteria.some((criterion) => answers[criterion.id]);
    groups.textContent = "";
    if (!isCompared) {
      const reason = Object.keys(answers).length ? words.uncompared : words.unanswered;
      groups.appendChild(element("p", reason, { class: "notice" }));
      return reason;
    }
    const grouped = site.matchRules.group(data.sites, answers, rules);
    groups.appendChild(element("p", words.order));
    grouped.forEach((group) => {
      groups.appendChild(section(group, answers));
    });
    groups.appendChild(element("p", words.match, { class: "notice" }));
    const last = grouped[grouped.length - 1];
    const others = last && isLastGroup(last) ? last.sites.length : 0;
    return `${words.sharing}: ${data.sites.length - others}. ${words.others}: ${others}.`;
  }

  /* ---- the whole page ---- */

  /* The text of each answer, for the brief. */
  function answerTexts(answers) {
    const texts = Object.create(null);
    Object.keys(answers).forEach((id) => {
      texts[id] = answers[id].map((value) => questionOf(id).labels[value]).join("; ");
    });
    return texts;
  }

  function show() {
    const answers = readAnswers();
    site.brief.show(answerTexts(answers));
    if (result.hidden) {
      return;
    }
    announce(showGroups(answers), true);
    document.dispatchEvent(new CustomEvent("sites-shown"));
  }

  function showResult() {
    result.hidden = false;
    show();
    heading.focus();
  }

  function clear() {
    site.brief.clear();
    clearLink();
    result.hidden = true;
    fillForm({});
    show();
    announce("Your answers were cleared.");
  }

  function openLink() {
    const answers = answersInLink();
    if (!answers) {
      return;
    }
    fillForm(answers);
    showResult();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) {
      (button.getAttribute("data-act") === "copy" ? copyLink : clear)();
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target === linkField) {
      return;
    }
    clearLink();
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showResult();
  });
  window.addEventListener("hashchange", openLink);
  /* When a reader comes back from a site's page, a browser that reloads this page fills in the answers again. */
  window.addEventListener("pageshow", () => {
    if (!result.hidden || !Object.keys(readAnswers()).length) {
      return;
    }
    result.hidden = false;
    show();
  });
  if (moreQuestions && window.matchMedia("(max-width: 47.99rem)").matches) {
    moreQuestions.open = false;
  }
  form.hidden = false;
  page.classList.add("live");
  show();
  openLink();
})();
