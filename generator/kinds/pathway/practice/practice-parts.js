"use strict";
/* Shows one part of the practice answers at a time. A fragment that names a part, or an element in it, shows that part,
   so that links and the browser's "back" work. Without this script, and in print, the page shows all parts. */
site.practice.parts = (() => {
  const holder = document.querySelector(".practice");
  const panels = [...holder.querySelectorAll(".practice-section, .practice-end")];

  /** @param {Element} part The part or the closing panel to show. The stylesheet hides the others. */
  const show = (part) => {
    panels.forEach((panel) => panel.classList.toggle("now", panel === part));
    holder.querySelectorAll(".practice-tasks a").forEach((link) => {
      if (part.contains(document.getElementById(link.hash.slice(1)))) {
        link.setAttribute("aria-current", "step");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  };

  /**
   * Makes an element visible: shows its part and expands the details elements around it.
   * @param {Element} element
   */
  const open = (element) => {
    const part = panels.find((panel) => panel.contains(element));
    if (part) {
      show(part);
    }
    for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) {
      details.open = true;
    }
  };

  /** Shows the element that the fragment names, and moves the focus to it. */
  const follow = () => {
    const id = site.page.decode(window.location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target || !holder.contains(target)) {
      return;
    }
    open(target);
    (target.closest(".practice-question") || target).scrollIntoView();
    target.focus({ preventScroll: true });
  };

  return {
    open,
    /** @param {string} id The id of the heading to go to. The browser's "back" returns. */
    go: (id) => {
      if (window.location.hash === `#${id}`) {
        follow();
      } else {
        window.location.hash = id;
      }
    },
    /** Shows the first part, or the one that the fragment names. */
    start: () => {
      show(panels[0]);
      follow();
      window.addEventListener("hashchange", follow);
      /* A link to the current fragment fires no hashchange event. */
      holder.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        if (link && link.hash === window.location.hash) {
          follow();
        }
      });
    },
  };
})();
