// Small comforts; every form works without them: judge a note while it is typed, and take a page's HTML from the clipboard.
"use strict";
(() => {
  for (const form of document.querySelectorAll("form[data-tone]")) {
    const area = document.getElementById(form.dataset.tone), told = document.getElementById(form.dataset.tone + "-tone");
    let waiting = 0;
    area.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const body = new URLSearchParams({ csrf: form.elements.csrf.value, text: area.value });
        const answer = await fetch("/tone", { method: "POST", body }).catch(() => null);
        if (!answer?.ok) return;
        const { verdict, text, words } = await answer.json();
        told.className = "tone " + verdict;
        told.textContent = text + (words.length ? ": " + words.join(", ") : "") + ".";
      }, 350);
    });
  }
  const paste = document.getElementById("paste");
  paste?.elements.text.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    paste.elements.html.value = html;
    document.getElementById("pasted-html").textContent = html ? "The page came with its links; that is best." : "";
  });
  paste?.elements.text.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") paste.elements.html.value = "";  // edited by hand: the text counts
  });
})();
