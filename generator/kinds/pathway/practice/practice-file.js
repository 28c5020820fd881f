/* Practice answers as a file: written, read and checked, and handed to the reader. A file may come from anywhere:
   what is wrong with it is said in words, with what would be right. */
window.practiceFile = (function () {
  "use strict";
  var FORMAT = "prss-practice-answers", MOST = 1024 * 1024, RIGHT = "Choose a file that you saved from this page.";
  var DAMAGED = "It is damaged or is not a practice answers file. " + RIGHT;

  function nameOf(pathway) { return "practice-answers-" + pathway + ".json"; }

  function write(pathway, version, draft) {
    var file = { format: FORMAT, pathway: pathway, version: version, saved: new Date().toISOString(), answers: draft.answers };
    if (Object.keys(draft.others).length) { file.others = draft.others; }
    return JSON.stringify(file, null, 2) + "\n";
  }

  /* A value as it stands in a sentence, and never a long one. */
  function quoted(value) {
    var text = typeof value === "string" ? value : String(JSON.stringify(value));
    return "“" + (text.length > 40 ? text.slice(0, 40) + "…" : text) + "”";
  }

  function isRecord(value) { return value !== null && typeof value === "object" && !Array.isArray(value); }
  function isTexts(value) { return Array.isArray(value) && value.every(function (one) { return typeof one === "string"; }); }

  /* A pathway by today's name or a former one; undefined of one that is not known. */
  function find(pathway) {
    var all = Array.prototype.slice.call(document.querySelectorAll("#practice-names option"));
    return all.filter(function (one) { return one.value === pathway; })[0];
  }

  function called(pathway) { return find(pathway) && "“" + find(pathway).textContent + "”"; }

  function today(pathway) { return (find(pathway) && find(pathway).getAttribute("data-now")) || pathway; }

  function elsewhere(found, pathway) {
    return "It has answers for " + (called(found) || quoted(found)) + ". The questions on this page are for " + called(pathway) + ". " + (called(found) ? "Open it on the practice page for " + called(found) + "." : RIGHT);
  }

  /* The answers of a file's text, or `fault`: what was found, and what would be right. */
  function parse(text, pathway) {
    var file, wrong;
    try { file = JSON.parse(text); } catch (error) { return { fault: DAMAGED }; }
    if (!isRecord(file) || file.format !== FORMAT) { return { fault: DAMAGED }; }
    if (today(file.pathway) !== pathway) { return { fault: elsewhere(file.pathway, pathway) }; }
    if (typeof file.version !== "number" || file.version < 1 || file.version % 1) { return { fault: "Its version is " + quoted(file.version) + ". It should be a whole number, such as 1." }; }
    if (isNaN(Date.parse(file.saved))) { return { fault: "The date it was saved is " + quoted(file.saved) + ", which is not a date." }; }
    if (!isRecord(file.answers) || !isRecord(file.others || {})) { return { fault: DAMAGED }; }
    wrong = Object.keys(file.answers).filter(function (id) { return typeof file.answers[id] !== "string" && !isTexts(file.answers[id]); })
      .concat(Object.keys(file.others || {}).filter(function (id) { return typeof file.others[id] !== "string"; }));
    if (wrong.length) { return { fault: "Its answer to " + quoted(wrong[0]) + " is not text." }; }
    return { answers: file.answers, others: file.others || {}, version: file.version, saved: file.saved };
  }

  function read(file, pathway, then) {
    var reader = new FileReader();
    if (file.size > MOST) {
      then({ fault: "It is " + (file.size / MOST).toFixed(1) + " MB. Files saved from this page are never larger than 1 MB. " + RIGHT });
      return;
    }
    reader.onload = function () { then(parse(String(reader.result).replace(/^\uFEFF/, ""), pathway)); };
    reader.onerror = function () { then({ fault: "Your browser could not read it. Try again, or move the file to another folder." }); };
    reader.readAsText(file);
  }

  /* Nothing is sent: the browser makes the file. */
  function download(name, text, type) {
    var link = document.createElement("a"), address = window.URL.createObjectURL(new Blob([text], { type: type }));
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { window.URL.revokeObjectURL(address); }, 60000);
  }

  /* A browser gives the clipboard to secure pages only, and not always to those: `then` learns whether it did. */
  function copy(text, then) {
    if (!navigator.clipboard) { then(false); return; }
    navigator.clipboard.writeText(text).then(function () { then(true); }, function () { then(false); });
  }

  return { nameOf: nameOf, write: write, parse: parse, read: read, download: download, copy: copy };
})();
