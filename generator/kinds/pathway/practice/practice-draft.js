/* The draft on the page: the answers in its fields, and the others that came with them and have no place there. */
window.practiceDraft = (function () {
  "use strict";
  var fields = window.practiceFields, notes = window.practiceNotes, box = document.getElementById("keep-box");
  var others = {};

  function now() { return { answers: fields.read(), others: others, keeping: box.checked }; }

  function put(state) {
    others = state.others;
    box.checked = state.keeping;
    fields.fill(state.answers);
    window.practiceCheck.mend();
    showOthers();
  }

  function showOthers() {
    var ids = Object.keys(others);
    if (!ids.length) { notes.hide("others"); return; }
    notes.show("others", ["Some of your answers are for questions that have changed or been removed. Copy anything you need."], [
      ["Erase these answers", function () { window.practiceKeep.swap({ answers: fields.read(), others: {}, keeping: box.checked }, "These answers were erased."); }]
    ], false, notes.box("Answers to earlier questions", ids.map(function (id) { return id + ":\n" + others[id]; }).join("\n\n")));
  }

  return {
    now: now, put: put,
    isEmpty: function () { return !Object.keys(fields.read()).length && !Object.keys(others).length; },
    /* A draft of answers that came from elsewhere: what the fields do not take is not dropped. */
    of: function (found, keeping) {
      var fitting = fields.fit(found.answers);
      return { answers: fitting.answers, others: Object.assign({}, found.others, fitting.others), keeping: keeping };
    }
  };
})();
