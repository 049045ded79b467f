/* The review page: text and form point at each other, and a review needs no mouse.
   Without this script every link, choice and button of the page works as it stands. */
"use strict";

(() => {
  const beside = document.querySelector(".desk-beside");
  if (!beside) return;
  const find = (name) => document.querySelector(`[data-desk="${name}"]`);
  const form = document.getElementById("article_form");
  const raw = beside.querySelector(".desk-raw");
  const told = find("told");
  const words = find("words");
  const help = find("shortcuts");

  // --- Values: what the list under the text says of each -----------------------------------------
  const values = new Map();
  for (const row of beside.querySelectorAll("tr[data-value]")) {
    const [value, rule] = row.cells;
    values.set(row.dataset.value, {
      number: row.dataset.value,
      words: value.textContent.trim().replace(/\s+/g, " "),
      rule: rule.textContent.trim(),
      target: row.dataset.target,
      marks: [],
    });
  }
  const marks = [...raw.querySelectorAll("mark[data-v]")];
  for (const mark of marks) {
    for (const number of mark.dataset.v.split(" ")) values.get(number)?.marks.push(mark);
  }
  const byTarget = new Map([...values.values()].filter((v) => v.target).map((v) => [v.target, v]));
  raw.classList.add("desk-clickable");

  const NOTHING_LEFT = "Plus rien à décider : Ctrl Entrée pour l’article suivant.";
  let current = null; // the value pointed at
  let now = null; // the row of the form to decide on

  const side = window.matchMedia("(min-width: 1100px)"); // as in desk.css; else the text is below the form
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element) => {
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };

  function rowOf(target) {
    const row = target && document.getElementById(target);
    return row && row.querySelector('input[type="radio"]') && row.matches(".desk-decide, .inline-related, tr") ? row : null;
  }

  function point(value, { toText = true } = {}) {
    for (const mark of raw.querySelectorAll(".desk-here")) mark.classList.remove("desk-here");
    now?.classList.remove("desk-now");
    current = value;
    if (!value) { told.hidden = true; now = null; return; }
    for (const mark of value.marks) mark.classList.add("desk-here");
    now = rowOf(value.target);
    now?.classList.add("desk-now");
    told.hidden = false;
    const places = new Set(value.marks).size;
    words.textContent = `${value.words} — ${value.rule || "sans règle"}${places > 1 ? `, ${places} endroits` : ""}${now ? ` · ${stateOf(now)}` : ""}`;
    for (const name of ["accept", "refuse"]) find(name).hidden = !now || now.querySelector("input:disabled") !== null;
    find("field").hidden = !value.target;
    if (toText && value.marks.length) show(value.marks[0]);
  }

  function fieldOf(target) {
    const element = document.getElementById(target);
    if (!element) return null;
    if (element.matches("input, textarea, select")) return element;
    return element.querySelector('.select2-selection, textarea, input:not([type="hidden"]), select') || element;
  }

  function open(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  function toField(value) {
    const field = value?.target && fieldOf(value.target);
    if (!field) return;
    open(field);
    field.focus();
    show(field);
  }

  // A click on a mark goes to its field; the innermost value counts.
  raw.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-v]");
    if (!mark || String(window.getSelection())) return;
    const value = values.get(mark.dataset.v.split(" ").pop());
    if (!value) return;
    if (event.target.closest("a")) event.preventDefault();
    point(value, { toText: false });
    if (!now) toField(value);
    else { open(now); show(now); }
  });
  // The list under the text, too.
  beside.querySelector(".desk-values").addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-value]");
    const link = event.target.closest("a");
    if (!row || !link) return;
    event.preventDefault();
    const value = values.get(row.dataset.value);
    point(value);
    if (link.hash !== `#marque-${value.number}`) toField(value);
  });
  // A field that is entered shows its place and its rule.
  form.addEventListener("focusin", (event) => {
    for (let element = event.target; element && element !== form; element = element.parentElement) {
      const value = byTarget.get(element.id);
      if (value) {
        if (value !== current) point(value, { toText: side.matches }); // the field itself stays in sight
        return;
      }
    }
  });

  // --- Decisions ---------------------------------------------------------------------------------
  const radios = (row) => [...row.querySelectorAll('input[type="radio"]')];
  const isRepair = (row) => row.dataset.deskKind === "repair";
  const isAsked = (row) => row.matches(".desk-suggestion"); // somebody's correction, or a look-alike
  const YES = ["accepted", "take", "same"];
  const NO = ["refused", "refuse", "different"];

  function stateOf(row) {
    const chosen = radios(row).findIndex((radio) => radio.checked);
    const value = radios(row)[chosen]?.value;
    if (isAsked(row)) return { take: "prise", refuse: "écartée", same: "le même", different: "autre chose" }[value] || "à décider";
    if (isRepair(row)) return chosen < 0 ? "à décider" : chosen === 0 ? "refusée" : "acceptée";
    return { accepted: "accepté", refused: "refusé", proposed: "proposé" }[value] || "à décider";
  }
  const isOpen = (row) => ["à décider", "proposé"].includes(stateOf(row));

  function reflect(row) {
    const value = byTarget.get(row.id);
    for (const mark of value?.marks || []) {
      mark.classList.toggle("desk-refused", stateOf(row).startsWith("refusé"));
      mark.classList.toggle("desk-open", isOpen(row));
    }
  }

  function decide(accept) {
    if (!now || now.querySelector("input:disabled")) return;
    const choices = radios(now);
    const choice = isRepair(now)
      ? choices[accept ? choices.length - 1 : 0]
      : choices.find((radio) => (accept ? YES : NO).includes(radio.value));
    if (!choice) return;
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    const [decided, row] = [current, now];
    step(1, true);
    if (now !== row || !decided) return;
    point(decided); // the last one: what was decided stays in sight
    words.textContent += ` — ${NOTHING_LEFT}`;
  }

  // A proposed tag is corrected by choosing another one; everything else has its own field.
  function correct() {
    if (now?.id.startsWith("tag_proposals-")) {
      const refused = radios(now).find((radio) => radio.value === "refused");
      if (refused && !refused.disabled) refused.checked = true;
      reflect(now);
      const tags = document.querySelector(".field-tags .select2-search__field, #id_tags");
      tags?.focus();
      if (tags) show(tags);
    } else if (now && !current) fieldOf(now.dataset.field || now.id)?.focus();
    else toField(current);
  }

  // Every row to decide on, in the order of the form; those not in the text included.
  const rows = () =>
    [...form.querySelectorAll(".desk-suggestion, .desk-decide, .inline-related.has_original, tr.has_original")].filter(
      (row) => radios(row).length
    );

  function step(by, openOnly) {
    const all = rows();
    const waiting = all.filter((row) => isOpen(row));
    const among = waiting.length || openOnly ? waiting : all;
    if (!among.length) {
      if (openOnly) say(NOTHING_LEFT);
      return;
    }
    const at = now ? all.indexOf(now) : by > 0 ? -1 : all.length;
    const ahead = by > 0 ? among.find((r) => all.indexOf(r) > at) : among.filter((r) => all.indexOf(r) < at).pop();
    const row = ahead || (by > 0 ? among[0] : among[among.length - 1]);
    open(row);
    const value = byTarget.get(row.id);
    if (value) point(value, { toText: side.matches });
    else {
      point(null);
      now = row;
      row.classList.add("desk-now");
      say(row.innerText.trim().replace(/\s+/g, " ").slice(0, 120));
      for (const name of ["accept", "refuse"]) find(name).hidden = false;
    }
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    show(row);
  }

  function say(text) {
    told.hidden = false;
    words.textContent = text;
    for (const name of ["accept", "refuse", "field"]) find(name).hidden = true;
  }

  form.addEventListener("change", (event) => {
    if (event.target.type !== "radio") return;
    if (event.target.name === "repairs-everything") {
      for (const row of form.querySelectorAll('[data-desk-kind="repair"]')) {
        if (!event.target.value) break;
        const choices = radios(row);
        choices[event.target.value === "accept" ? choices.length - 1 : 0].checked = true;
        reflect(row);
      }
      return;
    }
    const row = event.target.closest(".desk-suggestion, .desk-decide, .inline-related, tr");
    if (!row) return;
    reflect(row);
    if (row.dataset.deskKind === "repair") {
      const each = form.querySelector('input[name="repairs-everything"][value=""]');
      if (each) each.checked = true; // one by one again
    }
  });
  rows().forEach(reflect);

  // --- Moving through the text ---------------------------------------------------------------------
  const ordered = [...values.values()].filter((v) => v.marks.length).sort((a, b) =>
    a.marks[0].compareDocumentPosition(b.marks[0]) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
  );
  function stepValue(by) {
    if (!ordered.length) return;
    const at = ordered.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : ordered.length - 1) : (at + by + ordered.length) % ordered.length;
    raw.focus({ preventScroll: true });
    point(ordered[next]);
  }

  const lines = [...beside.querySelectorAll('.desk-problems a[href^="#ligne-"]')];
  let line = -1;
  function toLine(link) {
    const place = document.getElementById(link.hash.slice(1));
    if (!place) return;
    point(null);
    for (const other of raw.querySelectorAll(".desk-line.desk-here")) other.classList.remove("desk-here");
    place.classList.add("desk-here");
    place.focus({ preventScroll: true });
    show(place);
    say(link.closest("li").textContent.trim());
  }
  for (const link of lines) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      line = lines.indexOf(link);
      toLine(link);
    });
  }

  // --- Keys ----------------------------------------------------------------------------------------
  const KEPT = "desk-keys";
  const box = find("keys");
  try { box.checked = localStorage.getItem(KEPT) !== "off"; } catch { /* no storage: on */ }
  box.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, box.checked ? "on" : "off"); } catch { /* for this page only */ }
  });

  const press = (name) => form.querySelector(`input[type="submit"][name="${name}"]`)?.click();
  const keys = {
    "?": () => help.showModal(),
    p: () => step(1),
    P: () => step(-1),
    a: () => decide(true),
    r: () => decide(false),
    c: () => correct(),
    j: () => stepValue(1),
    k: () => stepValue(-1),
    l: () => { if (lines.length) toLine(lines[(line = (line + 1) % lines.length)]); },
    s: () => press("_next"),
    i: () => { const skip = document.querySelector('a[data-desk="skip"]'); if (skip) location.assign(skip.href); },
  };
  const writes = (element) =>
    element.matches('textarea, select, [contenteditable], .select2-selection, .select2-search__field') ||
    (element.matches("input") && !["radio", "checkbox", "submit", "button"].includes(element.type));

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !help.open) {
      event.preventDefault();
      press(event.shiftKey ? "_publish" : "_reviewed");
      return;
    }
    if (help.open || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && form.contains(event.target) && writes(event.target)) {
      if (document.querySelector(".select2-container--open")) return;
      raw.focus({ preventScroll: true });
      return;
    }
    if (!box.checked && event.key !== "?") return;
    if (writes(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Sent back with errors: the first one is where to write.
  form.querySelector(".errors input:not([type=hidden]), .errors textarea, .errors select")?.focus();

  find("accept").addEventListener("click", () => decide(true));
  find("refuse").addEventListener("click", () => decide(false));
  find("field").addEventListener("click", () => keys.c());
  const button = find("help");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
})();
