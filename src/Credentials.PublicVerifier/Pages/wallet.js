// Follows a request to a wallet, and tells the service when its page is closed; the page works without.
const check = document.querySelector("[data-check]");
const path = check.dataset.check;
let isLeavingForWallet = false;

for (const link of check.querySelectorAll("[data-wallet]")) {
  link.addEventListener("click", () => {
    // Some browsers put the page away while the wallet is in front; it will come back.
    isLeavingForWallet = true;
    setTimeout(() => { isLeavingForWallet = false; }, 120_000);
  });
}

addEventListener("pagehide", () => {
  if (!isLeavingForWallet) navigator.sendBeacon(`${path}/closed`, new URLSearchParams({ view: check.dataset.view }));
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

if (check.dataset.live) {
  const events = new EventSource(`${path}/events?view=${check.dataset.view}`);
  events.addEventListener("state", ({ data }) => {
    if (data === "waiting") return;
    if (data === "fetched") {
      const state = check.querySelector("[data-state]");
      if (state.textContent !== state.dataset.fetched) state.textContent = state.dataset.fetched;
      return;
    }
    events.close();
    location.reload();
  });
}
