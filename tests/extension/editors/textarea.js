import { stage } from "./stage.js";

const area = document.querySelector("textarea");
const keys = stage({ read: () => area.value, clear: () => (area.value = ""), root: () => area });
area.addEventListener("keydown", (event) => {
  if (keys.enter(event)) event.preventDefault();
});
