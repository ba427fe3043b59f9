// A register is marked with or without a line. What was not sent yet stays on this phone: numbers and marks, no names.
"use strict";

(() => {
  const form = document.querySelector("form[data-register]");
  if (!form) return;
  const said = form.dataset;
  // Whose marks they are stands in the key: on a shared phone nobody sends another's.
  const OURS = `jiwar.unsent/register/${said.by}/`;
  const mine = OURS + said.register;
  const state = form.querySelector("[data-state]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;

  const path = (key) => {
    const [taught, day, at] = key.slice(OURS.length).split("/");
    return `${taught}/register/${day}/${at}/`;
  };
  const tell = (words, tone) => {
    state.hidden = false;
    state.textContent = words;
    state.dataset.state = tone;
  };
  const marks = () => {
    const found = {};
    for (const radio of form.querySelectorAll("input[type=radio]:checked")) found[radio.name.slice(5)] = radio.value;
    return found;
  };
  const seen = () => {
    const found = {};
    for (const input of form.querySelectorAll("input[name^=seen_]")) found[input.name.slice(5)] = input.value;
    return found;
  };
  const keep = () => {
    // Only what differs from what the server said: a mark nobody touched is nobody's word.
    const now = marks();
    const before = seen();
    const changed = Object.fromEntries(Object.entries(now).filter(([who, mark]) => before[who] !== mark));
    localStorage.setItem(mine, JSON.stringify({ marks: changed, seen: before }));
    tell(said.kept, "kept");
  };
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  // Pages of other registers differ from this one's only by what the key says.
  const place = (key) => window.location.pathname.replace(path(mine), path(key));

  // true: nothing to send; null: no line; else what the server says.
  const send = async (key) => {
    const kept = read(key);
    if (!kept) return true;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token });
    for (const [who, mark] of Object.entries(kept.marks)) body.set(`mark_${who}`, mark);
    for (const [who, mark] of Object.entries(kept.seen)) body.set(`seen_${who}`, mark);
    let answer;
    try {
      answer = await fetch(place(key), { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      return null;
    }
    if (answer.redirected || answer.status === 403) return { signIn: true };
    if (!answer.ok && answer.status !== 422) return answer.status >= 500 ? null : { refused: said.kept };
    const told = await answer.json();
    if (told.refused) return told;
    // Marked while it was being sent: that is still to be sent.
    if (localStorage.getItem(key) === JSON.stringify(kept)) localStorage.removeItem(key);
    return told;
  };

  const stands = (told) => {
    for (const [who, mark] of Object.entries({ ...told.kept, ...told.meanwhile })) {
      const input = form.querySelector(`input[name="seen_${who}"]`);
      if (input) input.value = mark;
    }
    for (const [who, mark] of Object.entries(told.meanwhile)) {
      const radio = form.querySelector(`input[name="mark_${who}"][value="${mark}"]`);
      if (radio) radio.checked = true;
    }
  };
  const sendMine = async () => {
    if (!read(mine)) return;
    tell(said.sending, "sending");
    const told = await send(mine);
    if (told === null) tell(said.noLine, "kept");
    else if (told.signIn) tell(said.signIn, "kept");
    else if (told.refused) tell(told.refused, "refused");
    else if (told !== true) {
      stands(told);
      if (localStorage.getItem(mine)) tell(said.kept, "kept");
      else if (Object.keys(told.meanwhile).length) tell(said.meanwhile, "refused");
      else tell(said.sent, "sent");
    }
  };
  const sendOthers = async () => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(OURS) && key !== mine && read(key));
    for (const key of keys) {
      const told = await send(key);
      if (told && told !== true && told.kept && state.hidden) tell(said.others, "sent");
    }
  };

  const kept = read(mine);
  if (kept) {
    for (const [who, mark] of Object.entries(kept.marks)) {
      const radio = form.querySelector(`input[name="mark_${who}"][value="${mark}"]`);
      if (radio) radio.checked = true;
    }
    tell(said.kept, "kept");
  }
  const everybody = form.querySelector("[data-everybody]");
  everybody.hidden = false;
  everybody.addEventListener("click", () => {
    const before = marks();
    for (const radio of form.querySelectorAll("input[type=radio][value=present]")) {
      if (!before[radio.name.slice(5)]) radio.checked = true;
    }
    keep();
  });
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!read(mine)) keep();
    sendMine();
  });
  window.addEventListener("online", () => { sendMine(); sendOthers(); });
  setInterval(() => { if (state.dataset.state === "kept" && state.textContent === said.noLine) sendMine(); }, 20000);
  if (kept) sendMine();
  sendOthers();
})();
