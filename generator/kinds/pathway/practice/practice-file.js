"use strict";
/* Practice answers as a file: written, read, checked and downloaded. A file may come from anywhere, so errors say what
   is wrong and what to do. */
site.practice.file = (() => {
  const FORMAT = "prss-practice-answers";
  const MAX_SIZE = 1024 * 1024;
  const ADVICE = "Choose a file that you saved from this page.";
  const DAMAGED = `It is damaged or is not a practice answers file. ${ADVICE}`;

  function nameOf(pathway) {
    return `practice-answers-${pathway}.json`;
  }

  function write(pathway, version, draft) {
    const file = {
      format: FORMAT,
      pathway: pathway,
      version: version,
      saved: new Date().toISOString(),
      answers: draft.answers,
    };
    if (Object.keys(draft.others).length) {
      file.others = draft.others;
    }
    return `${JSON.stringify(file, null, 2)}\n`;
  }

  /* Returns a value in quotes for a sentence, shortened to 40 characters. */
  function quote(value) {
    const text = typeof value === "string" ? value : String(JSON.stringify(value));
    return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
  }

  function isObject(value) {
    return value !== null && typeof value === "object" && !Array.isArray(value);
  }
  function isListOfTexts(value) {
    return Array.isArray(value) && value.every((item) => typeof item === "string");
  }

  /* Returns the option for a pathway, by its current slug or a former one; undefined if there is none. */
  function optionOf(pathway) {
    const options = Array.prototype.slice.call(document.querySelectorAll("#practice-names option"));
    return options.filter((option) => option.value === pathway)[0];
  }

  function quotedName(pathway) {
    return optionOf(pathway) && `“${optionOf(pathway).textContent}”`;
  }

  function currentSlug(pathway) {
    return optionOf(pathway)?.getAttribute("data-now") || pathway;
  }

  function wrongPathwayError(filePathway, pathway) {
    const name = quotedName(filePathway);
    return `It has answers for ${name || quote(filePathway)}. The questions on this page are for ${quotedName(pathway)}. ${name ? `Open it on the practice page for ${name}.` : ADVICE}`;
  }

  /* Returns the answers in the text of a file, or the `error`. */
  function parse(text, pathway) {
    let file;
    let invalidIds;
    try {
      file = JSON.parse(text);
    } catch (_error) {
      return { error: DAMAGED };
    }
    if (!isObject(file) || file.format !== FORMAT) {
      return { error: DAMAGED };
    }
    if (currentSlug(file.pathway) !== pathway) {
      return { error: wrongPathwayError(file.pathway, pathway) };
    }
    if (typeof file.version !== "number" || file.version < 1 || file.version % 1) {
      return { error: `Its version is ${quote(file.version)}. It should be a whole number, such as 1.` };
    }
    if (Number.isNaN(Date.parse(file.saved))) {
      return { error: `The date it was saved is ${quote(file.saved)}, which is not a date.` };
    }
    if (!isObject(file.answers) || !isObject(file.others || {})) {
      return { error: DAMAGED };
    }
    invalidIds = Object.keys(file.answers)
      .filter((id) => typeof file.answers[id] !== "string" && !isListOfTexts(file.answers[id]))
      .concat(Object.keys(file.others || {}).filter((id) => typeof file.others[id] !== "string"));
    if (invalidIds.length) {
      return { error: `Its answer to ${quote(invalidIds[0])} is not text.` };
    }
    return { answers: file.answers, others: file.others || {}, version: file.version, saved: file.saved };
  }

  function read(file, pathway, callback) {
    const reader = new FileReader();
    if (file.size > MAX_SIZE) {
      callback({
        error: `It is ${(file.size / MAX_SIZE).toFixed(1)} MB. Files saved from this page are never larger than 1 MB. ${ADVICE}`,
      });
      return;
    }
    reader.onload = () => {
      callback(parse(String(reader.result).replace(/^\uFEFF/, ""), pathway));
    };
    reader.onerror = () => {
      callback({ error: "Your browser could not read it. Try again, or move the file to another folder." });
    };
    reader.readAsText(file);
  }

  /* Downloads a text as a file. The browser makes the file, so nothing is sent. */
  function download(name, text, type) {
    const link = document.createElement("a");
    const address = window.URL.createObjectURL(new Blob([text], { type: type }));
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(() => {
      window.URL.revokeObjectURL(address);
    }, 60000);
  }

  /* Copies a text and calls `callback` with whether it worked: browsers allow it only on secure pages, and not always. */
  function copy(text, callback) {
    if (!navigator.clipboard) {
      callback(false);
      return;
    }
    navigator.clipboard.writeText(text).then(
      () => {
        callback(true);
      },
      () => {
        callback(false);
      },
    );
  }

  return { nameOf: nameOf, write: write, parse: parse, read: read, download: download, copy: copy };
})();
