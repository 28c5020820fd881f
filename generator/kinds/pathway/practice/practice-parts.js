/* One part of the practice answers at a time. An address that names a part, or anything in one, shows that part, so
   links and the browser's "back" work; without this script, and on paper, all parts are on the page. */
window.practiceParts = (() => {
  "use strict";
  const holder = document.querySelector(".practice");
  const panels = [...holder.querySelectorAll(".practice-section, .practice-end")];

  /** @param {Element} part The part or the closing panel to show; the others are hidden by the stylesheet. */
  const show = (part) => {
    panels.forEach((panel) => panel.classList.toggle("now", panel === part));
    holder.querySelectorAll(".practice-tasks a").forEach((link) => {
      if (part.contains(document.getElementById(link.hash.slice(1)))) { link.setAttribute("aria-current", "step"); } else { link.removeAttribute("aria-current"); }
    });
  };

  /**
   * Makes an element visible: shows the part and opens the folds that hold it.
   * @param {Element} element
   */
  const open = (element) => {
    const part = panels.find((panel) => panel.contains(element));
    if (part) { show(part); }
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) { fold.open = true; }
  };

  /** Shows what the address names, and gives it the focus. */
  const follow = () => {
    const id = window.site.decode(window.location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target || !holder.contains(target)) { return; }
    open(target);
    (target.closest(".practice-question") || target).scrollIntoView();
    target.focus({ preventScroll: true });
  };

  return {
    open,
    /** @param {string} id The heading of the part to go to: a step that the browser's "back" undoes. */
    go: (id) => { if (window.location.hash === `#${id}`) { follow(); } else { window.location.hash = id; } },
    /** Shows the first part, or the one that the address names. */
    start: () => {
      show(panels[0]);
      follow();
      window.addEventListener("hashchange", follow);
      /* A link to the address that is already there changes nothing that a page is told of. */
      holder.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        if (link && link.hash === window.location.hash) { follow(); }
      });
    }
  };
})();
