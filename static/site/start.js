"use strict";

// Scripts come when somebody needs them: whoever reads an article and searches for nothing loads
// none but this one.
const { htmx, suggest } = document.currentScript.dataset;
const asking = "[hx-get], [hx-post], [hx-boost]";
let coming;

function script(address) {
  const element = document.createElement("script");
  element.src = address;
  return new Promise((done, failed) => {
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });
}

// htmx sets itself up at once only in a document that is there as a whole.
function whole() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((done) => addEventListener("load", done, { once: true }));
}

function bring() {
  coming ??= whole().then(() => script(htmx)).then(() => script(suggest));
  return coming;
}

// What was typed meanwhile is asked for as well.
function onFocus({ target }) {
  if (coming || !target.matches(asking)) return;
  const before = target.value;
  bring().then(() => {
    if (target.value !== before) target.dispatchEvent(new CustomEvent("typed"));
  });
}

addEventListener("focusin", onFocus);
addEventListener("DOMContentLoaded", () => {
  if (document.querySelector(`main :is(${asking}):not(#site-search)`)) bring();
  else if (document.activeElement?.matches(asking)) onFocus({ target: document.activeElement });
});
