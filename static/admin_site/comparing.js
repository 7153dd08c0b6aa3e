"use strict";

// Two articles compared: each act has a key, the number that stands on its button.
const arabic = "٠١٢٣٤٥٦٧٨٩";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.target.closest("#toggle-nav-sidebar, #nav-sidebar")) return;
  const key = arabic.includes(event.key) ? String(arabic.indexOf(event.key)) : event.key;
  const act = document.querySelector(`#comparing [data-key="${CSS.escape(key)}"]`);
  if (!act) return;
  event.preventDefault();
  act.click();
});
