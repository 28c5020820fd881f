"use strict";
/* Filters the list of resources by challenge and format. The choices are kept in the fragment:
   #challenge=hiring&format=report. #worry-hiring, the anchor of a challenge, selects that challenge. A fragment with
   the id of a resource shows all of them. Without this script, the list is complete, below an index by challenge. */
(() => {
  const { all, one } = site.dom;
  const { fill } = site.text;
  const MESSAGES = {
    count: { one: "{count} resource.", other: "{count} resources." },
    countOfChosen: { one: "{count} resource: {chosen}.", other: "{count} resources: {chosen}." },
  };
  const holder = one(".resource-list");
  const form = one("form", holder);
  /** @type {HTMLSelectElement} */
  const challenge = one("#resource-challenge", form);
  /** @type {HTMLSelectElement} */
  const format = one("#resource-format", form);
  const head = one(".resource-head", holder);
  const status = one(".resource-status", head);
  const liveRegion = one("[role=status]", head);
  const showAll = one("button", head);
  const resources = all(".resource", holder);

  /** Returns the label of the selected option, without its count. @param {HTMLSelectElement} select */
  const nameOf = (select) => select.selectedOptions[0].text.replace(/ \(\d+\)$/, "");

  /**
   * Selects a value, or the empty option if the list has no such value.
   * @param {HTMLSelectElement} select
   * @param {string | null} value
   */
  function choose(select, value) {
    select.value = value || "";
    if (select.selectedIndex < 0) {
      select.value = "";
    }
  }

  /** Applies the filters. @param {boolean} isAnnounced Whether to announce the number of resources. */
  function show(isAnnounced) {
    for (const resource of resources) {
      const hasChallenge = !challenge.value || (resource.dataset.worries || "").split(" ").includes(challenge.value);
      const hasFormat = !format.value || resource.dataset.format === format.value;
      resource.hidden = !(hasChallenge && hasFormat);
    }
    const count = resources.filter((resource) => !resource.hidden).length;
    const chosen = [challenge, format].filter((select) => select.value).map(nameOf);
    const message = chosen.length ? MESSAGES.countOfChosen : MESSAGES.count;
    status.textContent = fill(message, { count, chosen: chosen.join(", ") });
    showAll.hidden = chosen.length === 0;
    if (isAnnounced) {
      liveRegion.textContent = status.textContent;
    }
  }

  /** Writes the choices to the fragment and applies them. */
  function change() {
    const chosen = new URLSearchParams();
    if (challenge.value) {
      chosen.set("challenge", challenge.value);
    }
    if (format.value) {
      chosen.set("format", format.value);
    }
    site.page.setFragment(`#${chosen}`);
    show(true);
  }

  /** Reads the choices from the fragment and applies them. */
  function read() {
    const fragment = site.page.decode(window.location.hash.slice(1));
    const worry = fragment.replace(/^worry-/, "");
    const chosen = new URLSearchParams(fragment);
    choose(challenge, worry === fragment ? chosen.get("challenge") : worry);
    choose(format, chosen.get("format"));
    show(window.location.hash.length > 1);
    resources.find((resource) => resource.id === fragment)?.scrollIntoView();
    if (worry !== fragment) {
      status.focus();
      form.scrollIntoView();
    }
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", change);
  showAll.addEventListener("click", () => {
    choose(challenge, "");
    choose(format, "");
    change();
    status.focus();
  });
  window.addEventListener("hashchange", read);
  form.hidden = false;
  head.hidden = false;
  holder.classList.add("is-live");
  read();
})();
