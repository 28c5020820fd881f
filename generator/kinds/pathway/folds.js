/* Folds of a pathway's page: a link into a closed one opens it, and a list in one can be copied. Without this script
   readers open and copy by hand. */
(() => {
  "use strict";

  /** Opens every fold around the part that the address names, and shows that part. */
  const openTarget = () => {
    const part = document.getElementById(window.site.decode(window.location.hash.slice(1)));
    for (let fold = part && part.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
      part.scrollIntoView();
    }
  };

  /**
   * Puts the items of a list on the clipboard, one a line, and says so.
   * @param {HTMLElement} fold
   */
  const addCopy = (fold) => {
    const place = fold.querySelector(".copy"), status = place.querySelector("[role=status]"), list = fold.querySelector("ul");
    /* Only a site with https may write to the clipboard, and a reader may refuse it. */
    const select = () => {
      window.getSelection().selectAllChildren(list);
      status.textContent = "Your browser could not copy them. They are selected: copy them by hand.";
    };
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => {
      const text = Array.from(list.children, (item) => `- ${item.textContent}`).join("\n");
      if (!navigator.clipboard) { select(); return; }
      navigator.clipboard.writeText(text).then(() => { status.textContent = "Copied."; }, select);
    });
  };

  window.addEventListener("hashchange", openTarget);
  document.querySelectorAll("[data-copy]").forEach(addCopy);
  openTarget();
})();
