/* Practice answers as a file: written, read, checked and downloaded. A file may come from anywhere, so errors say what
   is wrong and what to do. */
window.practiceFile = (function () {
  "use strict";
  var FORMAT = "prss-practice-answers", MAX_SIZE = 1024 * 1024, ADVICE = "Choose a file that you saved from this page.";
  var DAMAGED = "It is damaged or is not a practice answers file. " + ADVICE;

  function nameOf(pathway) { return "practice-answers-" + pathway + ".json"; }

  function write(pathway, version, draft) {
    var file = { format: FORMAT, pathway: pathway, version: version, saved: new Date().toISOString(), answers: draft.answers };
    if (Object.keys(draft.others).length) { file.others = draft.others; }
    return JSON.stringify(file, null, 2) + "\n";
  }

  /* Returns a value in quotes for a sentence, shortened to 40 characters. */
  function quote(value) {
    var text = typeof value === "string" ? value : String(JSON.stringify(value));
    return "“" + (text.length > 40 ? text.slice(0, 40) + "…" : text) + "”";
  }

  function isObject(value) { return value !== null && typeof value === "object" && !Array.isArray(value); }
  function isListOfTexts(value) { return Array.isArray(value) && value.every(function (item) { return typeof item === "string"; }); }

  /* Returns the option for a pathway, by its current slug or a former one; undefined if there is none. */
  function optionOf(pathway) {
    var options = Array.prototype.slice.call(document.querySelectorAll("#practice-names option"));
    return options.filter(function (option) { return option.value === pathway; })[0];
  }

  function quotedName(pathway) { return optionOf(pathway) && "“" + optionOf(pathway).textContent + "”"; }

  function currentSlug(pathway) { return (optionOf(pathway) && optionOf(pathway).getAttribute("data-now")) || pathway; }

  function wrongPathwayError(filePathway, pathway) {
    var name = quotedName(filePathway);
    return "It has answers for " + (name || quote(filePathway)) + ". The questions on this page are for " + quotedName(pathway) + ". " + (name ? "Open it on the practice page for " + name + "." : ADVICE);
  }

  /* Returns the answers in the text of a file, or the `error`. */
  function parse(text, pathway) {
    var file, invalidIds;
    try { file = JSON.parse(text); } catch (error) { return { error: DAMAGED }; }
    if (!isObject(file) || file.format !== FORMAT) { return { error: DAMAGED }; }
    if (currentSlug(file.pathway) !== pathway) { return { error: wrongPathwayError(file.pathway, pathway) }; }
    if (typeof file.version !== "number" || file.version < 1 || file.version % 1) { return { error: "Its version is " + quote(file.version) + ". It should be a whole number, such as 1." }; }
    if (isNaN(Date.parse(file.saved))) { return { error: "The date it was saved is " + quote(file.saved) + ", which is not a date." }; }
    if (!isObject(file.answers) || !isObject(file.others || {})) { return { error: DAMAGED }; }
    invalidIds = Object.keys(file.answers).filter(function (id) { return typeof file.answers[id] !== "string" && !isListOfTexts(file.answers[id]); })
      .concat(Object.keys(file.others || {}).filter(function (id) { return typeof file.others[id] !== "string"; }));
    if (invalidIds.length) { return { error: "Its answer to " + quote(invalidIds[0]) + " is not text." }; }
    return { answers: file.answers, others: file.others || {}, version: file.version, saved: file.saved };
  }

  function read(file, pathway, callback) {
    var reader = new FileReader();
    if (file.size > MAX_SIZE) {
      callback({ error: "It is " + (file.size / MAX_SIZE).toFixed(1) + " MB. Files saved from this page are never larger than 1 MB. " + ADVICE });
      return;
    }
    reader.onload = function () { callback(parse(String(reader.result).replace(/^\uFEFF/, ""), pathway)); };
    reader.onerror = function () { callback({ error: "Your browser could not read it. Try again, or move the file to another folder." }); };
    reader.readAsText(file);
  }

  /* Downloads a text as a file. The browser makes the file, so nothing is sent. */
  function download(name, text, type) {
    var link = document.createElement("a"), address = window.URL.createObjectURL(new Blob([text], { type: type }));
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { window.URL.revokeObjectURL(address); }, 60000);
  }

  /* Copies a text and calls `callback` with whether it worked: browsers allow it only on secure pages, and not always. */
  function copy(text, callback) {
    if (!navigator.clipboard) { callback(false); return; }
    navigator.clipboard.writeText(text).then(function () { callback(true); }, function () { callback(false); });
  }

  return { nameOf: nameOf, write: write, parse: parse, read: read, download: download, copy: copy };
})();
