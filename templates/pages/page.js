// Drafts: count as the site's note box counts (UTF-16 units after NFC) and copy, also from a page opened from disk.
"use strict";
(() => {
  const units = (text) => text.normalize("NFC").replace(/\r\n/g, "\n").length;
  function count(area) {
    const place = document.getElementById(area.id + "-count"), limit = +area.dataset.limit, length = units(area.value);
    place.textContent = `${length} of ${limit} characters`;
    place.classList.toggle("over", length > limit);
  }
  async function copy(area) {
    try {
      await navigator.clipboard.writeText(area.value);
      return true;
    } catch {  // no clipboard for pages from disk in some browsers: select and copy the old way
      area.focus();
      area.select();
      return document.execCommand("copy");
    }
  }
  for (const area of document.querySelectorAll("textarea[data-limit]")) {
    count(area);
    area.addEventListener("input", () => count(area));
  }
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(document.getElementById(button.dataset.copy));
      const said = document.getElementById(button.dataset.copy + "-said");
      said.textContent = done ? "Copied" : "Press Ctrl+C to copy";
      if (done) setTimeout(() => { said.textContent = ""; }, 2500);
    });
  }
})();
