import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerPlainText } from "@lexical/plain-text";
import { $createParagraphNode, $getRoot, COMMAND_PRIORITY_HIGH, createEditor, KEY_ENTER_COMMAND } from "lexical";
import { stage } from "./stage.js";

const box = document.querySelector("#editor");
const editor = createEditor({ namespace: "stand-in", onError: (error) => { throw error; } });
editor.setRootElement(box);
registerPlainText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);
const empty = () => $getRoot().clear().append($createParagraphNode()).selectEnd();
editor.update(empty, { discrete: true });
const keys = stage({
  read: () => editor.getEditorState().read(() => $getRoot().getTextContent()),
  clear: () => editor.update(empty),
  root: () => box,
});
editor.registerCommand(
  KEY_ENTER_COMMAND,
  (event) => {
    const was = keys.enter(event);
    if (was) event.preventDefault();
    return was;
  },
  COMMAND_PRIORITY_HIGH,
);
