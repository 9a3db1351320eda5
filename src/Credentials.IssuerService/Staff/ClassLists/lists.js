// Follows a class list that is checked or worked off; the page works without.
const live = document.querySelector("[data-events]");
const bar = live.querySelector("progress");
const left = live.querySelector("[data-left]");
const events = new EventSource(live.dataset.events);

function show(list) {
  bar.max = Math.max(1, list.total);
  bar.value = list.done;
  for (const count of live.querySelectorAll("[data-count]")) count.textContent = list[count.dataset.count];
  if (left) left.textContent = list.left;
}

events.addEventListener("progress", ({ data }) => {
  const list = JSON.parse(data);
  if (list.state !== live.dataset.state) {
    events.close();
    location.reload();
    return;
  }
  show(list);
});
events.addEventListener("done", ({ data }) => {
  events.close();
  show(JSON.parse(data));
  location.reload();
});
