"use strict";

// The evidence of an article: a field lights its words in the page, words light their field, and
// all can be decided from the keyboard. Without scripts the same links and forms lead as far.
const root = () => document.getElementById("evidence");
const news = document.getElementById("evidence-news");
const cards = () => [...root().querySelectorAll(".claim")];
const speakingFor = (key) => [...root().querySelectorAll(`[data-claims~="${key}"]`)];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let current = null; // the key of the claim that is lit

function light(key) {
  for (const lit of root().querySelectorAll(".lit")) lit.classList.remove("lit");
  current = key;
  if (!key) return;
  document.getElementById(`claim-${key}`)?.classList.add("lit");
  for (const words of speakingFor(key)) words.classList.add("lit");
}

// Scrolls the box alone: the page itself stays where the reader is.
function show(element) {
  const box = element?.closest(".sheet, .drawn");
  if (!box || box.scrollHeight <= box.clientHeight) return;
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  const isSeen = inner.top >= outer.top && inner.bottom <= outer.bottom;
  const top = box.scrollTop + (isSeen ? 0 : inner.top - outer.top - box.clientHeight / 3);
  // Where it is seen already, a scrolling to somewhere else may still be on its way.
  box.scrollTo({ top, behavior: isSeen || calm.matches ? "instant" : "smooth" });
}

const claimOf = (element) => element.closest?.(".claim")?.dataset.key;
const firstClaimOf = (element) => element.closest?.(".words")?.dataset.claims.split(" ")[0];

function onPoint(event) {
  const key = claimOf(event.target);
  const spoken = firstClaimOf(event.target);
  if (key && (key !== current || event.type === "focusin")) {
    light(key);
    show(speakingFor(key)[0]);
  } else if (spoken && (spoken !== current || event.type === "focusin")) {
    light(spoken);
    show(document.getElementById(`claim-${spoken}`));
  }
}

function go(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = cards();
  const at = all.findIndex((card) => card.dataset.key === current);
  go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]);
}

const lit = () => (current ? document.getElementById(`claim-${current}`) : null);
const press = (selector) => lit()?.querySelector(selector)?.click();

function correct() {
  const details = lit()?.querySelector("details");
  if (!details) return press("a.correct");
  details.open = true;
  const field = details.querySelector("[name=typed]");
  field.focus();
  field.select?.();
}

function leave() {
  if (keeping()?.querySelector("details[open]")) {
    for (const name of ["words", "line", "column"]) keeping().elements[name].value = "";
    if (keeping().contains(document.activeElement)) keeping().querySelector("summary").focus();
    keeping().querySelector("details").open = false;
    getSelection().removeAllRanges();
  }
  const card = document.activeElement.closest(".claim");
  const details = card?.querySelector("details[open]");
  if (details) details.open = false;
  go(card);
}

// Words that are selected in the page as it came stand in the form that keeps them as evidence.
const keeping = () => root().querySelector("form.keep");
const isInSheet = (node) => root().querySelector(".sheet").contains(node);

// Whether there are such words now.
function onSelect() {
  const [selection, form] = [getSelection(), keeping()];
  if (!form || selection.isCollapsed) return false;
  if (!isInSheet(selection.anchorNode) || !isInSheet(selection.focusNode)) return false;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const line = (start.closest ? start : start.parentElement).closest(".sheet > p");
  form.elements.words.value = selection.toString().trim();
  form.elements.line.value = line?.id.slice(1) ?? "";
  form.elements.column.value = line ? textBefore(range, line).length : "";
  form.querySelector("details").open = true;
  return true;
}

function textBefore(range, line) {
  const before = range.cloneRange();
  before.collapse(true);
  before.setStart(line, 0);
  return before.toString();
}

// From the keyboard: it begins at the words of the lit field, else at the top.
function select() {
  if (!keeping()) return;
  const sheet = root().querySelector(".sheet");
  const start = sheet.querySelector(".words.lit") ?? sheet.querySelector("p");
  if (!start) return;
  sheet.focus({ preventScroll: true });
  show(start);
  getSelection().collapse(start, 0);
  getSelection().modify("extend", "forward", "word");
}

const ways = {
  ArrowLeft: ["forward", "word"],
  ArrowRight: ["backward", "word"],
  ArrowDown: ["forward", "line"],
  ArrowUp: ["backward", "line"],
};

// The arrows select the next word, or with Shift one more; without a selection they scroll.
function moveSelection(event) {
  const selection = getSelection();
  const [by, unit] = ways[event.key];
  if (selection.isCollapsed || !isInSheet(selection.anchorNode)) return;
  event.preventDefault();
  if (event.shiftKey) return selection.modify("extend", by, unit);
  if (by === "forward") selection.collapseToEnd();
  else selection.collapseToStart();
  selection.modify("move", by, unit);
  selection.modify("extend", "forward", "word");
}

function keep(number) {
  // The event may still be on its way; what was selected before is kept by its button alone.
  if (onSelect()) keeping().querySelector(`[data-key="${number}"]`)?.click();
}

const keys = {
  ArrowDown: () => step(1),
  j: () => step(1),
  ArrowUp: () => step(-1),
  k: () => step(-1),
  a: () => press(".accept"),
  r: () => press(".reject"),
  e: correct,
  w: select,
  "?": () => root().querySelector(".shortcuts summary").click(),
};
// The same keys on an Arabic keyboard.
const arabic = { ت: "j", ن: "k", ش: "a", ق: "r", ث: "e", ص: "w", "؟": "?" };
const digit = (key) => "0123456789٠١٢٣٤٥٦٧٨٩".indexOf(key) % 10;

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") return leave();
  if (event.target.closest("input, textarea, select, #toggle-nav-sidebar, #nav-sidebar")) return;
  if (event.key.startsWith("Arrow") && event.target.matches(".sheet")) return moveSelection(event);
  if (event.key.length === 1 && digit(event.key) > 0) return keep(digit(event.key));
  const act = keys[arabic[event.key] ?? event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

// A decision is sent and the answer takes the place of what was there; the next field is lit.
async function onSubmit(event) {
  const form = event.target;
  if (!form.matches("#evidence form")) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  root().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(location.href.split("#")[0], { method: "POST", body });
    if (!answer.ok) throw new Error(answer.status);
    take(new DOMParser().parseFromString(await answer.text(), "text/html"), answer, body);
  } catch {
    location.reload(); // signed out, or gone: the whole page says so
  }
}

function take(page, answer, body) {
  const fresh = page.getElementById("evidence");
  if (!fresh) return location.reload();
  const boxes = [".sheet", ".drawn"];
  const tops = boxes.map((box) => root().querySelector(box).scrollTop);
  root().replaceWith(document.adoptNode(fresh));
  boxes.forEach((box, at) => (root().querySelector(box).scrollTop = tops[at]));
  const told = page.querySelector(".messagelist li") ?? root().querySelector(".errornote");
  news.textContent = told?.textContent ?? "";
  const wrong = root().querySelector(".claim .error");
  const next = wrong ? claimOf(wrong) : kept(body) ?? next_of(answer, body.get("claim"));
  if (body.has("words") && !kept(body)) return root().querySelector("[name=words]").focus();
  go(document.getElementById(`claim-${next}`));
  if (wrong) correct();
  return undefined;
}

const squeezed = (text) => text.trim().replace(/\s+/g, " ");

// The claim that words were kept for: of several captions the one that says them.
function kept(body) {
  if (!body.has("words") || root().querySelector(".errornote")) return undefined;
  const found = [...root().querySelectorAll(`.claim.accepted[data-field="${body.get("field")}"]`)];
  const says = (card) => squeezed(card.querySelector(".value").textContent);
  const words = squeezed(body.get("words"));
  return (found.find((card) => says(card) === words) ?? found[0])?.dataset.key;
}

// The first claim below the decided one that waits, else any, else the same.
function next_of(answer, key) {
  const all = cards();
  const at = all.findIndex((card) => card.dataset.key === key);
  const waits = (card) => card.matches(".proposed, .changed");
  if (root().querySelector(".errornote")) return key;
  return [...all.slice(at + 1), ...all.slice(0, at)].find(waits)?.dataset.key ?? key;
}

if (root()) {
  for (const kind of ["focusin", "mouseover"]) document.addEventListener(kind, onPoint);
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("selectionchange", onSelect);
  // Words and places lead to each other without leaving an entry in the history.
  document.addEventListener("click", (event) => {
    const spoken = firstClaimOf(event.target);
    const place = event.target.closest?.("a.place");
    if (!spoken && !place) return;
    event.preventDefault();
    if (spoken) go(document.getElementById(`claim-${spoken}`));
    else {
      const words = document.querySelector(place.hash);
      show(words);
      (words.matches("a") ? words : words.closest(".sheet")).focus({ preventScroll: true });
    }
  });
  const asked = document.querySelector(location.hash || "#none");
  go(asked?.matches(".claim") ? asked : cards().find((card) => card.matches(".proposed")));
}
