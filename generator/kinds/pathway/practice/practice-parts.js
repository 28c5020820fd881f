"use strict";
/* Shows one part of the practice answers at a time. A fragment that names a part, or an element in it, shows that part,
   so that links and the browser's "back" work. Without this script, and in print, the page shows all parts. */
site.practice.parts = (() => {
  const { all, one } = site.dom;
  const holder = one(".practice");
  const panels = all(".practice-section, .practice-end", holder);
  /** @type {HTMLAnchorElement[]} */
  const links = all(".practice-tasks a", holder);

  /** @param {Element} part The part or the closing panel to show. The stylesheet hides the others. */
  function show(part) {
    for (const panel of panels) {
      panel.classList.toggle("is-current", panel === part);
    }
    for (const link of links) {
      if (part.contains(document.getElementById(link.hash.slice(1)))) {
        link.setAttribute("aria-current", "step");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }

  /** @type {PracticeParts["open"]} */
  function open(element) {
    const part = panels.find((panel) => panel.contains(element));
    if (part) {
      show(part);
    }
    for (
      let details = element.closest("details");
      details;
      details = details.parentElement?.closest("details") ?? null
    ) {
      details.open = true;
    }
  }

  /** Shows the element that the fragment names, and moves the focus to it. */
  function follow() {
    const id = site.page.decode(window.location.hash.slice(1));
    const target = id ? document.getElementById(id) : null;
    if (!target || !holder.contains(target)) {
      return;
    }
    open(target);
    (target.closest(".practice-question") || target).scrollIntoView();
    target.focus({ preventScroll: true });
  }

  return {
    open,
    go: (id) => {
      if (window.location.hash === `#${id}`) {
        follow();
      } else {
        window.location.hash = id;
      }
    },
    start: () => {
      show(panels[0]);
      follow();
      window.addEventListener("hashchange", follow);
      /* A link to the current fragment fires no hashchange event. */
      holder.addEventListener("click", (event) => {
        /** @type {HTMLAnchorElement | null} */
        const link = site.dom.closest(event, "a[href^='#']");
        if (link && link.hash === window.location.hash) {
          follow();
        }
      });
    },
  };
})();
