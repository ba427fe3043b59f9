// Small kindnesses on top of pages that work without script.
"use strict";

// What was typed is not lost by a slip of the finger.
let unsaved = false;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[method='post']");
  if (form && !form.matches("[data-nothing-to-lose], .languages, .one-button")) unsaved = true;
});
document.addEventListener("submit", () => { unsaved = false; });
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// What a room kept here for want of a line is gone with signing out: that is asked first.
document.addEventListener("submit", (event) => {
  const words = event.target.dataset.unsent;
  const waits = Object.keys(localStorage).some((key) => key.startsWith("jiwar.unsent/"));
  if (words && waits && !window.confirm(words)) event.preventDefault();
});

// One menu open at a time; Escape or a press elsewhere closes it and gives the focus back.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except && !menu.contains(except)) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest("details.menu[open]");
  if (open) open.querySelector("summary").focus();
  closeMenus(null);
});

// A form that comes back with faults begins with them.
const begin = (root) => {
  const faults = root.querySelector("[data-takes-focus]");
  if (faults) faults.focus();
  for (const button of root.querySelectorAll("[data-prints]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
};
// A press twice in a row sends once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  else {
    form.dataset.sent = "yes";
    // A form that answers with a file leaves its page standing.
    setTimeout(() => delete form.dataset.sent, 5000);
  }
});
window.addEventListener("pageshow", (event) => {
  // A page of a signed-out person does not come back out of the browser's memory.
  if (event.persisted && !unsaved) window.location.reload();
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form) delete form.dataset.sent;
});
// htmx writes the address it stands on into the browser's storage; nothing of ours stays there.
const forgetPlace = () => sessionStorage.removeItem("htmx-current-path-for-history");
for (const happening of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"]) {
  document.addEventListener(happening, forgetPlace);
}
window.addEventListener("pagehide", forgetPlace);
forgetPlace();

// What the search box found: arrows walk through it, Enter opens, Escape or leaving closes.
const box = document.getElementById("find");
const finds = document.getElementById("finds");
if (box && finds) {
  const options = () => [...finds.querySelectorAll("[role='option']")];
  const show = (open) => {
    finds.hidden = !open || !finds.textContent.trim();
    box.setAttribute("aria-expanded", String(!finds.hidden));
    if (finds.hidden) walk(null);
  };
  const walk = (chosen) => {
    for (const option of options()) option.setAttribute("aria-selected", String(option === chosen));
    if (chosen) {
      box.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !finds.hidden) {
      event.preventDefault(); // what was typed stays
      show(false);
    }
    const all = finds.hidden ? [] : options();
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      all[at].click();
    } else if (all.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      walk(all[(at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length]);
    }
  });
  box.addEventListener("focus", () => show(true));
  finds.addEventListener("htmx:afterSwap", () => show(document.activeElement === box));
  box.form.addEventListener("focusout", (event) => {
    if (!box.form.contains(event.relatedTarget)) show(false);
  });
}

// Signing on the screen: what the finger draws goes along with the form. Without script a photo does it.
for (const signing of document.querySelectorAll("[data-signing]")) {
  const canvas = signing.querySelector("canvas");
  const kept = document.getElementById(signing.dataset.signing);
  const pen = canvas.getContext("2d");
  signing.hidden = false;
  pen.lineWidth = 4;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#1c2622";
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => { kept.value = canvas.toDataURL("image/png"); });
  signing.querySelector("button").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    kept.value = "";
  });
}

begin(document);
document.addEventListener("htmx:load", (event) => begin(event.target));
