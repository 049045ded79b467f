/* Sends what is typed in an article's form to the server, and says who else has it open.
   Without it the form works the same; only what was not sent is not kept. */
"use strict";
(() => {
  const box = document.querySelector("[data-together]");
  const form = box && box.closest("form");
  if (!form) return;
  const kept = box.querySelector("[data-kept]");
  const others = box.querySelector("[data-others]");
  const AFTER_TYPING = 2000;
  const SIGN_OF_LIFE = 60000;
  const AGAIN = 10000;
  let dirty = false;
  let sending = false;
  let submitted = false;
  let timer = 0;

  const cookie = (name) => {
    const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
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
  };

  const plan = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };

  async function send() {
    if (sending || submitted) return;
    sending = true;
    const full = dirty;
    const data = full ? typed() : new FormData();
    if (!full) data.set("opened_version", form.elements.opened_version.value);
    dirty = false;
    try {
      const answer = await fetch(box.dataset.together, {
        method: "POST",
        body: data,
        headers: { "X-CSRFToken": cookie("csrftoken") || form.elements.csrfmiddlewaretoken.value },
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      // a log-in in another window has made another token
      if (cookie("csrftoken")) form.elements.csrfmiddlewaretoken.value = cookie("csrftoken");
      if (full) say(kept, `Saisie gardée à ${found.kept_at}, pas encore enregistrée.`);
      if (found.newer) say(kept, "Cet article vient de changer : à l’enregistrement vous choisirez champ par champ.");
      say(others, found.others.length ? `Aussi ouvert par : ${found.others.join(", ")}` : "");
      plan(dirty ? AFTER_TYPING : SIGN_OF_LIFE);
    } catch {
      dirty = dirty || full;
      say(kept, "La saisie n’a pas pu être gardée. Si vous n’êtes plus connecté, connectez-vous dans une autre fenêtre : elle le sera aussitôt.");
      plan(AGAIN);
    } finally {
      sending = false;
    }
  }

  const changed = () => {
    dirty = true;
    plan(AFTER_TYPING);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    submitted = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => {
    if (submitted) return;
    const data = dirty ? typed() : new FormData();
    data.set("_partir", "1");
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    navigator.sendBeacon(box.dataset.together, data);
  });
  plan(SIGN_OF_LIFE);
})();
