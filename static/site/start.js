"use strict";

// Scripts come when somebody needs them: whoever reads an article and searches for nothing loads
// none but this one. In a block of its own: the others name their things likewise.
{
  const addresses = document.currentScript.dataset;
  const asking = "[data-hx-get], [data-hx-post], [data-hx-boost]";
  const box = document.getElementById("site-search");
  let coming;

  const script = (address) =>
    new Promise((done, failed) => {
      const element = document.createElement("script");
      Object.assign(element, { src: address, onload: done, onerror: failed });
      document.head.append(element);
    });

  // htmx sets itself up at once only in a document that is there as a whole.
  const whole = () =>
    new Promise((done) => {
      if (document.readyState === "complete") done();
      else addEventListener("load", done, { once: true });
    });

  const bring = () => {
    coming ??= whole()
      .then(() => script(addresses.htmx))
      .then(() => script(addresses.suggest));
    return coming;
  };

  // What was typed meanwhile is asked for as well.
  const onFocus = ({ target }) => {
    if (coming || !target.matches(asking)) return;
    const before = target.value;
    bring().then(() => {
      if (target.value !== before) target.dispatchEvent(new CustomEvent("typed"));
    });
  };

  // Who comes to the box hears at once that it suggests.
  const combobox = {
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": "suggestions",
    "aria-expanded": "false",
  };
  for (const [name, value] of Object.entries(box ? combobox : {})) box.setAttribute(name, value);

  addEventListener("focusin", onFocus);
  if (document.querySelector(`main :is(${asking}):not(#site-search)`)) bring();
  else if (document.activeElement?.matches(asking)) onFocus({ target: document.activeElement });
}
