/* Sends what is typed in an article's form to the server, and says who else has it open.
   Before the form itself is sent, what is typed is kept: an error or a lost network loses nothing.
   Without it the form works the same; only what was not sent is not kept. */
"use strict";
(() => {
  const box = document.querySelector("[data-together]");
  const form = box && box.closest("form");
  if (!form) return;
  const kept = box.querySelector("[data-kept]");
  const others = box.querySelector("[data-others]");
  const alarm = box.querySelector("[data-alarm]");
  const AFTER_TYPING = 2000;
  const SIGN_OF_LIFE = 60000;
  const AGAIN = 10000;
  let dirty = false;
  let underWay = null; // the promise of what is being sent
  let submitted = false;
  let waiting = false; // to be submitted once what is typed is kept
  let failed = false; // the server has answered with an error of its own
  let timer = 0;

  const cookie = (name) => {
    const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  };

  // a log-in in another window has made another token
  const renew = () => {
    const token = form.elements.csrfmiddlewaretoken;
    token.value = cookie("csrftoken") || token.value;
    return token.value;
  };

  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) {
      if (value instanceof File || name === "csrfmiddlewaretoken") data.delete(name);
    }
    return data;
  };

  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
    if (element === alarm) alarm.hidden = !text;
  };

  const plan = (delay) => {
    clearTimeout(timer);
    if (!submitted) timer = setTimeout(send, delay);
  };

  /* What became of it: "kept", "refused" (the log-in has expired), "error" (of the server), "lost" (no answer). */
  async function deliver() {
    const full = dirty;
    const data = full ? typed() : new FormData();
    if (!full) data.set("opened_version", form.elements.opened_version.value);
    dirty = false;
    let outcome = "lost";
    try {
      const answer = await fetch(box.dataset.together, {
        method: "POST",
        body: data,
        headers: { "X-CSRFToken": renew() },
        redirect: "manual", // to the log-in
      });
      if (answer.ok) {
        const found = await answer.json();
        renew();
        if (full) say(kept, `Saisie gardée à ${found.kept_at}, pas encore enregistrée.`);
        if (found.waits) say(kept, "Une saisie plus ancienne attend : reprenez-la ou abandonnez-la. D’ici là, ce que vous tapez n’est gardé qu’à l’enregistrement.");
        if (found.newer) say(kept, "Cet article vient de changer : à l’enregistrement vous choisirez champ par champ.");
        say(others, found.others.length ? `Aussi ouvert par : ${found.others.join(", ")}` : "");
        say(alarm, "");
        failed = false;
        plan(dirty ? AFTER_TYPING : SIGN_OF_LIFE);
        return "kept";
      }
      outcome = answer.status >= 500 ? "error" : "refused";
    } catch {
      outcome = "lost"; // the network, or half an answer
    }
    dirty = dirty || full;
    say(alarm, outcome === "refused"
      ? "Vous n’êtes plus connecté : connectez-vous dans une autre fenêtre. Ce que vous tapez sera alors gardé."
      : "Le serveur ne répond pas. Ce que vous tapez reste dans cette page, qui réessaie toute seule : ne la fermez pas.");
    plan(AGAIN);
    return outcome;
  }

  function send() {
    underWay ??= deliver().finally(() => { underWay = null; });
    return underWay;
  }

  const changed = () => {
    dirty = true;
    plan(AFTER_TYPING);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);

  form.addEventListener("submit", async (event) => {
    if (submitted) return;
    clearTimeout(timer);
    event.preventDefault();
    if (waiting) return; // pressed twice
    waiting = true;
    await underWay;
    const outcome = await send();
    waiting = false;
    if (outcome === "lost" || (outcome === "error" && !failed)) {
      failed = outcome === "error";
      say(alarm, failed
        ? "Le serveur a répondu par une erreur. Rien n’est enregistré ni perdu : ce que vous avez tapé est dans cette page. Réessayez dans un instant."
        : "Le serveur ne répond pas. Rien n’est enregistré ni perdu : ce que vous avez tapé est dans cette page. Réessayez dans un instant.");
      return;
    }
    submitted = true;
    clearTimeout(timer);
    renew();
    form.requestSubmit(event.submitter);
  });
  // back from an error page by the browser's own way: to be sent again
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    submitted = false;
    plan(AFTER_TYPING);
  });
  addEventListener("pagehide", () => {
    if (submitted) return;
    const data = dirty ? typed() : new FormData();
    data.set("_partir", "1");
    data.set("csrfmiddlewaretoken", renew());
    navigator.sendBeacon(box.dataset.together, data);
  });
  plan(SIGN_OF_LIFE);
})();
