// Before the terminal: where its wire leads, and what is said when it breaks.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;
});

function part(code) {
  const sentence = document.querySelector(`template[data-code="${code}"]`) || document.querySelector('template[data-code="0"]');
  document.getElementById("why").textContent = sentence.content.textContent;
  document.getElementById("parted").hidden = false;
  document.getElementById("coming").hidden = true;
  document.getElementById("again").focus();
}

window.WebSocket = class extends WebSocket {
  constructor(...told) {
    super(...told);
    this.addEventListener("close", event => part(event.code));
  }
};
