// A register is marked with or without a line. What was not taken yet stays on this phone: numbers and marks, no names.
// What the server does not take stays too, with its reason, until the teacher corrects it or throws it away.
"use strict";

(() => {
  const room = document.querySelector("[data-registers]");
  if (!room) return;
  const said = room.dataset;
  const form = document.querySelector("form[data-register]");
  // Whose marks they are stands in the key: on a shared phone nobody sends another's.
  const OURS = `jiwar.unsent/register/${said.by}/`;
  const mine = form ? OURS + form.dataset.register : null;
  const token = room.querySelector("[name=csrfmiddlewaretoken]").value;

  const place = (key) => {
    const [taught, day, at] = key.slice(OURS.length).split("/");
    return said.place.replace(said.taught, taught).replace("DAY", day).replace("AT", at);
  };
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const throwAway = (key) => {
    if (!window.confirm(said.question)) return;
    localStorage.removeItem(key);
    window.location.reload();
  };

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
    if (answer.status === 404) return { refused: said.gone, gone: true };
    if (!answer.ok && answer.status !== 422) return answer.status >= 500 ? null : { refused: said.kept };
    const told = await answer.json();
    if (told.refused) return told;
    // Marked while it was being sent: that is still to be sent.
    if (localStorage.getItem(key) === JSON.stringify(kept)) keepRest(key, kept, told);
    return told;
  };
  const keepRest = (key, kept, told) => {
    const rest = Object.fromEntries(Object.entries(kept.marks).filter(([who]) => !(who in told.kept)));
    if (Object.keys(rest).length) localStorage.setItem(key, JSON.stringify({ marks: rest, seen: kept.seen }));
    else localStorage.removeItem(key);
  };
  const why = (told) => {
    if (told.refused) return told.refused;
    if (Object.keys(told.meanwhile).length) return said.meanwhile;
    return Object.keys(told.left).length ? said.noPlace : said.kept;
  };

  // Registers of other meetings that are on this phone: sent, or listed with the reason.
  const list = room.querySelector("ul");
  const line = (key, told) => {
    const row = list.appendChild(room.querySelector("template").content.firstElementChild.cloneNode(true));
    const [, day, at] = key.slice(OURS.length).split("/");
    const when = new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    row.querySelector("[data-when]").textContent = told.of || `${when}, ${at}`;
    row.querySelector("[data-why]").textContent = why(told);
    const open = row.querySelector("a");
    if (told.gone) open.remove();
    else open.href = place(key);
    row.querySelector("button").addEventListener("click", () => throwAway(key));
    room.hidden = false;
  };
  const sendOthers = async () => {
    list.replaceChildren();
    room.hidden = true;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(OURS) && key !== mine && read(key));
    for (const key of keys) {
      const told = await send(key);
      if (!told || told === true || told.signIn) continue;
      if (read(key)) line(key, told);
      else if (form && state.hidden) tell(said.others, "sent");
    }
  };
  window.addEventListener("online", sendOthers);

  if (!form) {
    sendOthers();
    return;
  }

  const state = form.querySelector("[data-state]");
  const throwing = form.querySelector("[data-throw]");
  const closed = "closed" in form.dataset;
  const tell = (words, tone) => {
    state.hidden = false;
    state.textContent = words;
    state.dataset.state = tone;
    throwing.hidden = tone !== "refused";
  };
  const values = (selector) =>
    Object.fromEntries([...form.querySelectorAll(selector)].map((each) => [each.name.slice(5), each.value]));
  const marks = () => values("input[type=radio]:checked");
  const seen = () => values("input[name^=seen_]");
  const radio = (who, mark) => form.querySelector(`input[name="mark_${who}"][value="${mark}"]`);
  const inWords = (mark) => form.querySelector(`[data-mark="${mark}"]`).textContent;
  const keep = () => {
    // Only what differs from what the server said: a mark nobody touched is nobody's word.
    const now = marks();
    const before = seen();
    const changed = Object.fromEntries(Object.entries(now).filter(([who, mark]) => before[who] !== mark));
    localStorage.setItem(mine, JSON.stringify({ marks: changed, seen: before }));
    tell(said.kept, "kept");
  };

  // Beside each learner whose mark was not taken: what stands on this phone. Who has no place any more stands below.
  const both = (kept, left) => {
    for (const note of form.querySelectorAll("[data-mine]")) note.hidden = true;
    const below = form.querySelector("[data-left]");
    below.replaceChildren();
    for (const [who, mark] of Object.entries(kept ? kept.marks : {})) {
      const input = form.querySelector(`input[name="seen_${who}"]`);
      if (input) {
        const note = input.closest("fieldset").querySelector("[data-mine]");
        note.hidden = false;
        note.textContent = said.onPhone.replace("MARK", inWords(mark));
      } else {
        const item = below.appendChild(document.createElement("li"));
        item.textContent = `${left[who] || said.somebody}: ${said.onPhone.replace("MARK", inWords(mark))}`;
      }
    }
  };
  const stands = (told) => {
    for (const [who, mark] of Object.entries({ ...told.kept, ...told.meanwhile })) {
      const input = form.querySelector(`input[name="seen_${who}"]`);
      if (input) input.value = mark;
    }
    for (const [who, mark] of Object.entries(told.meanwhile)) {
      const theirs = radio(who, mark);
      if (theirs) theirs.checked = true;
    }
  };
  const sendMine = async () => {
    if (!read(mine)) return;
    tell(said.sending, "sending");
    const told = await send(mine);
    if (told === null) tell(said.noLine, "kept");
    else if (told.signIn) tell(said.signIn, "kept");
    else if (told !== true) {
      if (!told.refused) stands(told);
      const rest = read(mine);
      both(rest, told.left || {});
      if (rest) tell(why(told), "refused");
      else tell(said.isSent, "sent");
    }
  };

  const kept = read(mine);
  if (closed) form.hidden = !kept;
  if (kept) {
    for (const [who, mark] of Object.entries(kept.marks)) {
      const own = radio(who, mark);
      if (own && !closed) own.checked = true;
    }
    tell(said.kept, "kept");
  }
  throwing.addEventListener("click", () => throwAway(mine));
  const everybody = form.querySelector("[data-everybody]");
  everybody.hidden = closed;
  everybody.addEventListener("click", () => {
    const before = marks();
    for (const came of form.querySelectorAll("input[type=radio][value=present]")) {
      if (!before[came.name.slice(5)]) came.checked = true;
    }
    keep();
  });
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
    sendMine();
  });
  window.addEventListener("online", sendMine);
  setInterval(() => { if (state.dataset.state === "kept" && state.textContent === said.noLine) sendMine(); }, 20000);
  if (kept) sendMine();
  sendOthers();
})();
