// Dropping a file and scanning a QR code; the form works without either.
const form = document.querySelector("form.verify");
const file = form.querySelector("input[type=file]");
const drop = form.querySelector("[data-drop]");

drop.querySelector("[data-drop-hint]").hidden = false;
for (const type of ["dragenter", "dragover"]) {
  drop.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const type of ["dragleave", "drop"]) drop.addEventListener(type, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length === 0) return;
  file.files = event.dataTransfer.files;
  file.focus();
});

const canScan = "BarcodeDetector" in window && navigator.mediaDevices
  && (await BarcodeDetector.getSupportedFormats().catch(() => [])).includes("qr_code");
if (canScan) {
  const dialog = form.querySelector("[data-camera]");
  const video = dialog.querySelector("video");
  const status = dialog.querySelector("[data-camera-status]");
  const hint = status.textContent;
  const scan = form.querySelector("[data-scan]");
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream;

  const look = async () => {
    if (!stream) return;
    const [code] = await detector.detect(video).catch(() => []);
    if (code && stream) {
      form.querySelector("textarea").value = code.rawValue;
      file.value = "";
      dialog.close();
      form.requestSubmit();
    } else {
      setTimeout(look, 150);
    }
  };

  scan.hidden = false;
  scan.addEventListener("click", async () => {
    status.textContent = hint;
    dialog.showModal();
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (!dialog.open) {
        for (const track of opened.getTracks()) track.stop();
        return;
      }
      stream = opened;
      video.srcObject = stream;
      await video.play();
      look();
    } catch {
      status.textContent = status.dataset.denied;
    }
  });
  dialog.querySelector("[data-camera-stop]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.srcObject = null;
  });
}
