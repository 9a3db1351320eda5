// The form works without this. With it, its inner buttons change rows, and searches find, without loading the page anew.
const main = document.querySelector("main");

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: { Accept: "text/html" } });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main") : null;
}

// The first field that was not there before in what the button leads to, else anywhere; else what stands where the button stood.
function whereNext(before, button) {
  const anchor = document.getElementById(button.getAttribute("formaction")?.split("#")[1] ?? "");
  const added = [...main.querySelectorAll("form.describe :is(input, textarea):not([type=hidden])")].filter(field => field.id && !before.has(field.id));
  return added.find(field => anchor?.contains(field)) ?? added[0] ?? anchor?.querySelector("input:not([type=hidden]), textarea, select, button") ?? anchor;
}

main.addEventListener("submit", async event => {
  const button = event.submitter;
  if (!event.target.matches("form.describe") || button?.name !== "do" || button.value === "save") return;
  event.preventDefault();
  const before = new Set([...main.querySelectorAll("[id]")].map(element => element.id));
  const next = await send(event.target, button).catch(() => null);
  if (!next) {
    event.target.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: button.value }));
    return event.target.submit();
  }
  main.replaceChildren(...next.childNodes);
  whereNext(before, button)?.focus();
});

// Hits appear under a search while it is typed.
let waiting, latest = 0;
main.addEventListener("input", event => {
  const field = event.target;
  // What is ticked already would go unseen.
  if (!field.matches("[data-seek]") || field.closest(".seek").querySelector(":checked")) return;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const mine = ++latest;
    const next = await send(field.form, main.querySelector("button[value=look]")).catch(() => null);
    const found = next?.querySelector(`[id="${CSS.escape(field.id)}"]`)?.closest(".seek");
    if (!found || mine !== latest || !field.isConnected) return;
    for (const old of field.closest(".seek").querySelectorAll("[data-hits]")) old.remove();
    field.closest(".seek").append(...found.querySelectorAll("[data-hits]"));
  }, 250);
});
