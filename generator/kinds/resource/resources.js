/* The resources: two choices leave those that a reader looks for. What is chosen stays in the fragment:
   #challenge=hiring&format=report. #worry-hiring, the address of a challenge, chooses it too; a fragment that names a
   resource shows all of them. Without this script the list is whole, below its index by challenge. */
(() => {
  "use strict";
  const holder = document.querySelector(".resources"), form = holder.querySelector("form");
  const challenge = form.querySelector("#resource-challenge"), format = form.querySelector("#resource-format");
  const head = holder.querySelector(".resource-head"), status = head.querySelector(".resource-status");
  const all = head.querySelector("button"), resources = [...holder.querySelectorAll(".resource")];

  /** The words of a select's choice, without its number. @param {HTMLSelectElement} select @returns {string} */
  const nameOf = (select) => select.selectedOptions[0].text.replace(/ \(\d+\)$/, "");

  /** Chooses a value; none where the list has no such value. @param {HTMLSelectElement} select @param {string | null} value */
  const choose = (select, value) => {
    select.value = value || "";
    if (select.selectedIndex < 0) { select.value = ""; }
  };

  /** Shows what is chosen. @param {boolean} aloud Whether screen readers are told. */
  const show = (aloud) => {
    resources.forEach((resource) => {
      const { worries, format: own } = resource.dataset;
      resource.hidden = !((!challenge.value || worries.split(" ").includes(challenge.value)) && (!format.value || own === format.value));
    });
    const found = resources.filter((resource) => !resource.hidden).length;
    const chosen = [challenge, format].filter((select) => select.value).map(nameOf);
    status.textContent = `${window.site.countOf(found, "resource")}${chosen.length ? `: ${chosen.join(", ")}` : ""}.`;
    all.hidden = chosen.length === 0;
    if (aloud) { head.querySelector("[role=status]").textContent = status.textContent; }
  };

  /** Keeps the choices in the address, and shows them. */
  const change = () => {
    const parts = [["challenge", challenge.value], ["format", format.value]].filter(([, value]) => value);
    window.site.keep(`#${parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`);
    show(true);
  };

  /** Takes the choices from the address. */
  const read = () => {
    const fragment = window.site.decode(window.location.hash.slice(1)), worry = fragment.replace(/^worry-/, "");
    const chosen = new URLSearchParams(fragment);
    choose(challenge, worry === fragment ? chosen.get("challenge") : worry);
    choose(format, chosen.get("format"));
    show(window.location.hash.length > 1);
    const named = resources.find((resource) => resource.id === fragment);
    if (named) { named.scrollIntoView(); }
    if (worry !== fragment) { status.focus(); form.scrollIntoView(); }
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", change);
  all.addEventListener("click", () => { choose(challenge, ""); choose(format, ""); change(); status.focus(); });
  window.addEventListener("hashchange", read);
  form.hidden = head.hidden = false;
  holder.classList.add("live");
  read();
})();
