// After the terminal's own script: it may measure its letters only when they are there, and keys are for it from the start.
"use strict";

const begin = window.onload;
window.onload = async event => {
  const faces = ["", "bold ", "italic "].map(face => document.fonts.load(`${face}16px "Roboto Mono"`));
  await Promise.allSettled(faces);
  begin(event);
};

addEventListener("DOMContentLoaded", () => {
  const focus = () => document.querySelector(".xterm-helper-textarea")?.focus();
  new MutationObserver((changes, observer) => {
    if (document.body.classList.contains("-first-byte")) {
      observer.disconnect();
      focus();
    }
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
