import Quill from "quill";
import { stage } from "./stage.js";

const box = document.querySelector("#editor");
const quill = new Quill(box, { placeholder: "What do you want to talk about?" });
const keys = stage({
  read: () => quill.getText().replace(/\n$/, ""),
  clear: () => quill.setText(""),
  root: () => quill.root,
});
quill.root.addEventListener(
  "keydown",
  (event) => {
    if (!keys.enter(event)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
