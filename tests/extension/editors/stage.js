/**
 * What every stand-in page does, whatever its editor: it sends the draft by the ways its HTML offers, keeps its own list of
 * what it sent (the witness that needs no network), and tells its server.
 *
 * `data-enter` on the stage says which key sends: "plain" as in chats, "control" as in posts.
 */

const sent = [];
const place = document.querySelector("#stage");

/** @param {{read: () => string, clear: () => void, root: () => Element}} editor */
export function stage(editor) {
  const send = (how) => {
    const text = editor.read();
    if (!text.trim()) return;
    sent.push({ text, how });
    fetch("/stand-in/sent", { method: "POST", body: JSON.stringify({ text, how }) }).catch(() => {});
    editor.clear();
  };
  const button = document.querySelector("#send");
  const form = document.querySelector("form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    send("form");
  });
  if (button && !form) button.addEventListener("click", () => send("button"));
  if (button?.getAttribute("role") === "button") {
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
  }
  globalThis.standIn = {
    read: editor.read,
    clear: editor.clear,
    html: () => editor.root().innerHTML,
    sent: () => sent.map((one) => one.text),
    how: () => sent.map((one) => one.how),
  };
  place.dataset.ready = "yes";
  return {
    /** Handle a key as the site would; true when it was a send. */
    enter(event) {
      if (event.key !== "Enter" || event.isComposing || event.shiftKey) return false;
      const control = event.ctrlKey || event.metaKey;
      if (place.dataset.enter === "control" ? !control : control) return false;
      send(control ? "control" : "enter");
      return true;
    },
  };
}
