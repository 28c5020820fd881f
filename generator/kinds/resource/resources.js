"use strict";
/* Filters the list of resources by challenge and format. The choices are kept in the fragment:
   #challenge=hiring&format=report. #worry-hiring, the anchor of a challenge, selects that challenge. A fragment with the
   id of a resource shows all of them. Without this script, the list is complete, below an index by challenge. */
(() => {
  const holder = document.querySelector(".resources");
  const form = holder.querySelector("form");
  const challenge = form.querySelector("#resource-challenge");
  const format = form.querySelector("#resource-format");
  const head = holder.querySelector(".resource-head");
  const status = head.querySelector(".resource-status");
  const showAll = head.querySelector("button");
  const resources = [...holder.querySelectorAll(".resource")];

  /** The label of the selected option, without its count. @param {HTMLSelectElement} select @returns {string} */
  const nameOf = (select) => select.selectedOptions[0].text.replace(/ \(\d+\)$/, "");

  /** Selects a value, or the empty option if the list has no such value. @param {HTMLSelectElement} select @param {string | null} value */
  const choose = (select, value) => {
    select.value = value || "";
    if (select.selectedIndex < 0) {
      select.value = "";
    }
  };

  /** Applies the filters. @param {boolean} announce Whether to announce the number of resources. */
  const show = (announce) => {
    resources.forEach((resource) => {
      const { worries, format: resourceFormat } = resource.dataset;
      resource.hidden = !(
        (!challenge.value || worries.split(" ").includes(challenge.value)) &&
        (!format.value || resourceFormat === format.value)
      );
    });
    const count = resources.filter((resource) => !resource.hidden).length;
    const chosen = [challenge, format].filter((select) => select.value).map(nameOf);
    status.textContent = `${site.text.countOf(count, "resource")}${chosen.length ? `: ${chosen.join(", ")}` : ""}.`;
    showAll.hidden = chosen.length === 0;
    if (announce) {
      head.querySelector("[role=status]").textContent = status.textContent;
    }
  };

  /** Writes the choices to the fragment and applies them. */
  const change = () => {
    const parts = [
      ["challenge", challenge.value],
      ["format", format.value],
    ].filter(([, value]) => value);
    site.page.setFragment(`#${parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`);
    show(true);
  };

  /** Reads the choices from the fragment and applies them. */
  const read = () => {
    const fragment = site.page.decode(window.location.hash.slice(1));
    const worry = fragment.replace(/^worry-/, "");
    const chosen = new URLSearchParams(fragment);
    choose(challenge, worry === fragment ? chosen.get("challenge") : worry);
    choose(format, chosen.get("format"));
    show(window.location.hash.length > 1);
    const target = resources.find((resource) => resource.id === fragment);
    if (target) {
      target.scrollIntoView();
    }
    if (worry !== fragment) {
      status.focus();
      form.scrollIntoView();
    }
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", change);
  showAll.addEventListener("click", () => {
    choose(challenge, "");
    choose(format, "");
    change();
    status.focus();
  });
  window.addEventListener("hashchange", read);
  form.hidden = head.hidden = false;
  holder.classList.add("live");
  read();
})();
