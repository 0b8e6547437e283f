/* Comforts only: notes beside the text, search, filters. The page is complete without them. */
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("briefgen-words").textContent);
  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };

  /* notes beside the text */
  const box = make("div", { className: "popover", hidden: true });
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", words.notes);
  document.body.append(box);
  let opener = null;
  const close = () => {
    if (box.hidden) return;
    box.hidden = true;
    if (opener) opener.focus();
    opener = null;
  };
  document.addEventListener("click", (event) => {
    const call = event.target.closest(".call a");
    if (!call) {
      if (!event.target.closest(".popover")) box.hidden = true;
      return;
    }
    const note = document.getElementById(call.getAttribute("href").slice(1));
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const copy = note.cloneNode(true);
    copy.removeAttribute("id");
    const button = make("button", { type: "button", textContent: "×", onclick: close });
    button.setAttribute("aria-label", words.close);
    box.replaceChildren(copy, button);
    box.hidden = false;
    opener = call;
    button.focus();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());

  /* search and filters */
  const events = [...document.querySelectorAll(".event, .voice")];
  const topics = [...document.querySelectorAll(".topic")];
  const stretches = [...document.querySelectorAll(".stretch")];
  if (events.length < 2) return;
  const actors = [...new Set(events.flatMap((node) => (node.dataset.actors || "").split("|")).filter(Boolean))].sort();
  const field = (name, control) => make("label", {}, name + " ", control);
  const search = make("input", { type: "search" });
  const choice = (entries) => make("select", {}, make("option", { value: "", textContent: words.all }), ...entries.map(([value, textContent]) => make("option", { value, textContent })));
  const section = choice(topics.map((node) => [node.dataset.section, node.querySelector("h2").lastChild.textContent.trim()]));
  const actor = choice(actors.map((name) => [name, name]));
  const status = make("p");
  status.setAttribute("role", "status");
  const tools = make("form", { className: "tools", onsubmit: (event) => event.preventDefault() }, field(words.search, search));
  tools.setAttribute("role", "search");
  if (topics.length > 1) tools.append(field(words.section, section));
  if (actors.length > 1) tools.append(field(words.actor, actor));
  tools.append(status);
  const place = document.querySelector(".developments, .digest");
  if (!place) return;
  place.before(tools);
  const apply = () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const node of events) {
      const fits =
        (!wanted || node.textContent.toLocaleLowerCase().includes(wanted)) &&
        (!section.value || node.dataset.section === section.value || node.closest(`[data-section="${CSS.escape(section.value)}"]`)) &&
        (!actor.value || (node.dataset.actors || "").split("|").includes(actor.value));
      const frame = node.closest(".development") || node;
      frame.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    const active = wanted || section.value || actor.value;
    for (const node of topics) node.hidden = Boolean(active) && !node.querySelector(".event:not([hidden])");
    for (const node of stretches) node.hidden = Boolean(active);
    status.textContent = active ? (shown ? `${shown} / ${events.length}` : words.none) : "";
  };
  tools.addEventListener("input", apply);
})();
