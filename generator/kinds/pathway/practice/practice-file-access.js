"use strict";
/* Reads files that the reader chooses, and downloads files. */
site.practice.fileAccess = (() => {
  const { file: format } = site.practice;
  const messages = site.messages.pathway.practice.file;
  const MINUTE = 60 * 1000;

  /** @returns {PracticePathway[]} The pathways of the site, with their former slugs. */
  const pathways = () =>
    site.dom.all("#practice-names option").map((element) => {
      const option = /** @type {HTMLOptionElement} */ (element);
      return { slug: option.value, currentSlug: option.dataset.now || option.value, name: option.text };
    });

  return {
    read: async (file, pathway) => {
      if (file.size > format.MAX_SIZE) {
        return { error: site.text.fill(messages.tooLarge, { size: (file.size / format.MAX_SIZE).toFixed(1) }) };
      }
      try {
        return format.parse((await file.text()).replace(/^\uFEFF/, ""), pathway, pathways());
      } catch (_error) {
        return { error: messages.unreadable };
      }
    },
    download: (name, text, type) => {
      const address = window.URL.createObjectURL(new Blob([text], { type }));
      const link = site.dom.element("a", "", { href: address, download: name });
      document.body.append(link);
      link.click();
      link.remove();
      window.setTimeout(() => window.URL.revokeObjectURL(address), MINUTE);
    },
  };
})();
