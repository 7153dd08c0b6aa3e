"use strict";

// A preview is shown below the form, which stays as it is: a browser empties the files of a form
// that it shows anew. Without scripts the whole page is answered, and the files are chosen again.
const form = document.getElementById("import_form");

async function preview(event) {
  if (event.submitter?.name !== "preview") return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  event.submitter.disabled = true;
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    form.submit();
  } finally {
    event.submitter.disabled = false;
    form.removeAttribute("aria-busy");
  }
}

// What is wrong with a field is told beside it; what was typed or chosen stays.
function take(page) {
  const fresh = page.getElementById("foreseen");
  if (!fresh) return location.reload(); // signed out
  for (const told of form.querySelectorAll(".errorlist")) told.remove();
  for (const told of page.querySelectorAll("#import_form .errorlist")) {
    const row = told.closest(".form-row").className.split(" ").find((name) => name.startsWith("field-"));
    form.querySelector(`.${row}`)?.prepend(document.adoptNode(told));
  }
  const news = page.querySelector(".importing > .errornote");
  const rest = page.querySelector(".importing > .errorlist");
  const here = document.getElementById("foreseen");
  here.replaceChildren(...[news, rest].filter(Boolean), ...fresh.childNodes);
  here.focus({ preventScroll: true });
  here.scrollIntoView({ block: "start" });
  return undefined;
}

form?.addEventListener("submit", preview);
