/**
 * What the page does beyond being read: filters, moves by keys and opens what a link points to. A text and not a function,
 * since what compiles and bundles the harness would put calls into a function that the page does not know.
 */
export const script = `
(function () {
  "use strict";
  var toolbar = document.getElementById("toolbar");
  var filter = document.getElementById("filter");
  var count = document.getElementById("count");
  var empty = document.getElementById("empty");
  var fold = document.getElementById("fold");
  var scenarios = Array.prototype.slice.call(document.querySelectorAll(".scenario"));
  var texts = new Map();

  function textOf(scenario) {
    if (!texts.has(scenario)) texts.set(scenario, scenario.textContent.toLowerCase());
    return texts.get(scenario);
  }

  function visible() {
    return scenarios.filter(function (scenario) { return !scenario.hidden; });
  }

  function apply() {
    var words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var chosen = toolbar.querySelector("input[name=status]:checked").value;
    scenarios.forEach(function (scenario) {
      var flags = scenario.dataset.flags.split(" ");
      var fits = (chosen === "" || flags.indexOf(chosen) !== -1) &&
        words.every(function (word) { return textOf(scenario).indexOf(word) !== -1; });
      scenario.hidden = !fits;
    });
    var shown = visible().length;
    count.textContent = shown === scenarios.length ? "" : shown + " of " + scenarios.length + " shown";
    empty.hidden = shown > 0;
    nameFold();
  }

  function closed() {
    return visible().filter(function (scenario) { return !scenario.querySelector("details").open; });
  }

  function nameFold() {
    fold.textContent = closed().length > 0 ? "Open all" : "Close all";
  }

  function move(step) {
    var heads = visible().map(function (scenario) { return scenario.querySelector("summary"); });
    if (heads.length === 0) return;
    var around = document.activeElement && document.activeElement.closest(".scenario");
    var at = around ? visible().indexOf(around) : -1;
    var next = at === -1 ? (step > 0 ? 0 : heads.length - 1) : Math.min(Math.max(at + step, 0), heads.length - 1);
    heads[next].focus();
    heads[next].scrollIntoView({ block: "nearest" });
  }

  function openTarget() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target || !target.classList.contains("scenario")) return;
    target.hidden = false;
    target.querySelector("details").open = true;
    target.querySelector("summary").focus({ preventScroll: true });
    target.scrollIntoView();
  }

  toolbar.hidden = false;
  toolbar.addEventListener("submit", function (event) { event.preventDefault(); });
  toolbar.addEventListener("input", apply);
  fold.addEventListener("click", function () {
    var open = closed().length > 0;
    visible().forEach(function (scenario) { scenario.querySelector("details").open = open; });
    nameFold();
  });
  document.addEventListener("toggle", nameFold, true);
  window.addEventListener("hashchange", openTarget);
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var writes = event.target === filter;
    var chooses = event.target.name === "status";
    if (event.key === "Escape" && writes) {
      filter.value = "";
      apply();
      filter.blur();
    } else if (event.key === "ArrowDown" && writes) {
      event.preventDefault();
      move(1);
    } else if (writes) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      filter.focus();
      filter.select();
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      move(event.key === "j" ? 1 : -1);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !chooses && event.target.matches("summary.head")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  nameFold();
  openTarget();
})();
`;
