"use strict";

// A press twice in a row sends once; a page kept by the browser is asked for anew.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// The word can be heard where this very device has a voice for its language. Voices that would ask a server stay silent.
const buttons = [...document.querySelectorAll("[data-says]")];
const voiceOf = (language) =>
  speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);

const offer = () => {
  for (const button of buttons) button.hidden = !voiceOf(button.lang);
};

if (buttons.length && "speechSynthesis" in window) {
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const said = new SpeechSynthesisUtterance(button.dataset.says);
      said.voice = voiceOf(button.lang);
      said.lang = said.voice.lang;
      said.rate = 0.8;
      speechSynthesis.cancel();
      speechSynthesis.speak(said);
    });
  }
  offer();
  // As older browsers have it.
  speechSynthesis.onvoiceschanged = offer;
}
