// Better with it, nothing lost without it: every link and form works alone.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    var tag = (document.activeElement && document.activeElement.tagName) || "";
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && tag !== "INPUT" && tag !== "TEXTAREA" && tag !== "SELECT") {
      var search = document.querySelector("[data-key='/']");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.matches && box.matches("[data-all]")) {
      document.querySelectorAll("input[type=checkbox][name='" + box.getAttribute("data-all") + "']").forEach(function (one) { one.checked = box.checked; });
    }
    if (box.matches && box.matches("[data-submit]") && box.form) { box.form.submit(); }
  });
  document.addEventListener("submit", function (event) {
    // A second click must not send twice. Disabling waits a moment: the button's own name belongs to what is sent.
    var buttons = event.target.querySelectorAll("button[type=submit], button:not([type])");
    setTimeout(function () { buttons.forEach(function (button) { button.disabled = true; }); }, 0);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("button:disabled").forEach(function (button) { button.disabled = false; });
    var notice = document.querySelector("[data-focus]");
    if (notice) { notice.focus(); }
  });
})();
