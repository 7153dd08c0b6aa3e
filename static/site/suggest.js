"use strict";

// The suggestions of the search box: a listbox under it, walked through with the arrow keys. htmx
// fetches them; start.js brings both and has told what the box is.
const box = document.getElementById("site-search");
const list = document.getElementById("suggestions");

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

function point(option) {
  active()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
}

// What was offered for words that are gone is not shown again.
function open(wanted) {
  const isOpen = wanted && box.value.trim() !== "" && options().length > 0;
  list.hidden = !isOpen;
  box.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) point(null);
}

// One step from the active option; before the first and behind the last stands the box itself.
function step(by) {
  const all = [null, ...options()];
  const at = all.indexOf(active());
  point(all[(at + by + all.length) % all.length]);
}

const keys = {
  ArrowDown: () => (list.hidden ? open(true) : step(1)),
  ArrowUp: () => (list.hidden ? open(true) : step(-1)),
  Escape: () => open(false),
  Enter: () => location.assign(active().dataset.address),
};

function onKey(event) {
  if (event.isComposing || !keys[event.key]) return;
  if (event.key === "Enter" ? !active() : list.hidden && !options().length) return;
  if (event.key === "Escape" && list.hidden) return;
  event.preventDefault();
  keys[event.key]();
}

if (box && list) {
  box.addEventListener("keydown", onKey);
  box.addEventListener("blur", () => open(false));
  list.addEventListener("htmx:afterSwap", () => open(document.activeElement === box));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
}
