"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const cards = [...document.querySelectorAll(".card")];
  const tools = find(".tools"), nothing = find(".nothing"), count = find(".count");
  const viewer = find("dialog"), shown = find(".stage img"), told = find(".told");
  const words = new Map();
  let at = -1;
  document.documentElement.classList.add("js");

  // Letters as people look for them: without capitals and accents.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const holds = (card, wanted) => {
    if (!words.has(card)) words.set(card, plain(find(".body", card).textContent));
    return wanted.every((word) => words.get(card).includes(word));
  };

  const filter = () => {
    const { text, platform, template, state } = tools.elements;
    const wanted = plain(text.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const card of cards) {
      const data = card.dataset;
      const fits = (!platform.value || data.platform === platform.value) &&
        (!template.value || data.template === template.value) &&
        (!state.value || data.state === state.value) && holds(card, wanted);
      if (card.hidden === fits) card.hidden = !fits;
      left += fits;
    }
    count.textContent = left === cards.length ? `${left} shown` : `${left} of ${cards.length} shown`;
    nothing.hidden = left > 0;
  };

  const pictures = () => cards.filter((card) => !card.hidden && card.dataset.state !== "failed");

  // A document has the preview of its first page, which no other file has.
  const large = (link) => (link.type ? find("img", link).src : link.href);

  const show = (number) => {
    const all = pictures(), card = all[number];
    if (!card) return;
    at = number;
    const link = find("a.mat", card), picture = find("img", link);
    shown.src = large(link);
    shown.alt = picture.alt;
    shown.width = picture.width;
    shown.height = picture.height;
    for (const side of ["width", "height"]) shown.setAttribute(side, picture.getAttribute(side));
    find(".said").replaceChildren(...find(".body", card).cloneNode(true).childNodes);
    find(".place").textContent = `${number + 1} of ${all.length}`;
    find(".open").href = link.href;
    find(".back").disabled = number === 0;
    find(".on").disabled = number === all.length - 1;
    find(".side").scrollTop = 0;
    // The next one is there before it is asked for.
    if (all[number + 1]) new Image().src = large(find("a.mat", all[number + 1]));
  };

  const go = (number) => {
    const last = pictures().length - 1, kept = document.activeElement;
    show(Math.min(Math.max(number, 0), last));
    if (kept && kept.disabled) find(".shut").focus();
    told.textContent = `${find("h2", viewer).textContent}, ${find(".place").textContent}`;
  };

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Browsers that keep the clipboard from pages on the disk still have the old way.
      const area = document.createElement("textarea");
      area.value = text;
      (viewer.open ? viewer : document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  const copy = async (button) => {
    const done = await copied(find(".text", button.parentElement).textContent);
    button.focus();
    button.textContent = told.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1600);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.mat"), button = event.target.closest("button.copy");
    if (button) copy(button);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(pictures().indexOf(link.parentElement));
    viewer.showModal();
    find(".shut").focus();
  });

  viewer.addEventListener("click", (event) => { if (event.target === viewer) viewer.close(); });
  find(".shut").addEventListener("click", () => viewer.close());
  find(".back").addEventListener("click", () => go(at - 1));
  find(".on").addEventListener("click", () => go(at + 1));
  viewer.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: Infinity };
    if (!Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    go(steps[event.key]);
  });
  // Back to the picture that was looked at last, not to the one that was opened first.
  viewer.addEventListener("close", () => {
    const card = pictures()[at];
    shown.removeAttribute("src");
    if (card) find("a.mat", card).focus();
  });

  tools.addEventListener("input", filter);
  tools.addEventListener("submit", (event) => event.preventDefault());
  find("button", nothing).addEventListener("click", () => {
    tools.reset();
    filter();
    tools.elements.text.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || viewer.open || event.target.matches("input, select")) return;
    event.preventDefault();
    tools.elements.text.focus();
  });
  filter();

  // While `memegen watch` runs, the size of a small picture is the number of its last round: a page on the disk may load
  // pictures, but read no file. What was looked at is kept in the history's state, which outlives a reload.
  const { live, revision } = document.documentElement.dataset;
  let missed = 0;

  const reload = () => {
    const { text, platform, template, state } = tools.elements;
    const open = viewer.open ? find(".open").href : "";
    history.replaceState({ text: text.value, platform: platform.value, template: template.value, state: state.value, open }, "");
    location.reload();
  };

  const restore = ({ text, platform, template, state, open }) => {
    const { elements } = tools;
    elements.text.value = text;
    // What is no longer there cannot be chosen.
    for (const [select, value] of [[elements.platform, platform], [elements.template, template]]) {
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }
    const choice = [...elements.state].find((radio) => radio.value === state && !radio.disabled);
    if (choice) choice.checked = true;
    filter();
    const number = pictures().findIndex((card) => find("a.mat", card).href === open);
    if (number >= 0) {
      show(number);
      viewer.showModal();
    }
    history.replaceState(null, "");
  };

  const look = () => {
    const stamp = new Image();
    stamp.addEventListener("load", () => {
      missed = 0;
      find(".ended").hidden = true;
      if (stamp.naturalWidth * 32768 + stamp.naturalHeight - 1 > Number(revision)) reload();
      else setTimeout(look, 400);
    });
    stamp.addEventListener("error", () => {
      missed += 1;
      find(".ended").hidden = missed < 3;
      setTimeout(look, missed < 3 ? 400 : 2000);
    });
    stamp.src = `${live}?${Date.now()}`;
  };

  if (live) {
    if (history.state) restore(history.state);
    look();
  }
})();
