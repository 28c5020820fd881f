/* Learn or mentor? One question at a time; each answer is a step that "back" undoes. The way stands in the fragment,
   so that it can be shared; without this script all ways stand on the page as a list. */
(function () {
  "use strict";
  var holder = document.querySelector("[data-picker]"), form = holder.querySelector("form"), error = form.querySelector(".picker-error");
  var questions = Array.prototype.slice.call(form.querySelectorAll("[data-question]"));
  var exits = Array.prototype.slice.call(holder.querySelectorAll(".picker-exits > li")), after = holder.querySelector(".picker-after");
  var back = form.querySelector("[data-act=back]");

  function idOf(question) { return question.getAttribute("data-question"); }
  function question(id) { return questions.filter(function (one) { return idOf(one) === id; })[0]; }

  /* "#for=1&stage=2": the answers in the order in which they were given. An answer that leads nowhere ends the way. */
  function read() {
    var way = [], here = questions[0], end = "";
    window.location.hash.replace(/^#/, "").split("&").forEach(function (part) {
      var pair = part.split("="), input = here && idOf(here) === pair[0] && here.querySelector('input[value="' + Number(pair[1]) + '"]');
      if (!input) { return; }
      way.push([pair[0], pair[1]]);
      end = input.getAttribute("data-exit");
      here = end ? null : question(input.getAttribute("data-next"));
    });
    return { way: way, here: here, exit: end };
  }

  function write(way) { return "#" + way.map(function (pair) { return pair.join("="); }).join("&"); }

  function go(way) {
    try { window.history.pushState(null, "", write(way)); } catch (refused) { window.location.hash = write(way); }
    show(true);
  }

  function show(focus) {
    var now = read(), all = holder.classList.contains("all");
    questions.forEach(function (one) {
      one.hidden = one !== now.here;
      var answer = now.way.filter(function (pair) { return pair[0] === idOf(one); })[0];
      Array.prototype.forEach.call(one.querySelectorAll("input"), function (input) { input.checked = Boolean(answer) && input.value === answer[1]; });
    });
    form.hidden = all || Boolean(now.exit);
    exits.forEach(function (one) { one.hidden = !all && one.getAttribute("data-exit") !== now.exit; });
    after.hidden = false;
    after.querySelector("[data-act=again]").hidden = !all && !now.exit;
    after.querySelector("[data-act=all]").hidden = all;
    back.hidden = !now.way.length;
    error.textContent = "";
    if (!focus) { return; }
    (now.exit ? exits.filter(function (one) { return !one.hidden; })[0].querySelector("h3") : now.here.querySelector("legend")).focus();
  }

  form.addEventListener("submit", function (event) {
    var now = read(), chosen = now.here.querySelector("input:checked");
    event.preventDefault();
    if (!chosen) {
      error.textContent = "Choose an answer, then select Next.";
      now.here.querySelector("input").focus();
      return;
    }
    go(now.way.concat([[idOf(now.here), chosen.value]]));
  });
  back.addEventListener("click", function () { go(read().way.slice(0, -1)); });
  holder.querySelector("[data-act=again]").addEventListener("click", function () { holder.classList.remove("all"); go([]); });
  holder.querySelector("[data-act=all]").addEventListener("click", function () {
    holder.classList.add("all");
    show(false);
    exits[0].querySelector("h3").focus();
  });
  window.addEventListener("hashchange", function () { holder.classList.remove("all"); show(false); });
  show(false);
})();
