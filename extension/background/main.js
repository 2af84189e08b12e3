/**
 * The worker (Chromium) or event page (Firefox): the only part that talks to the guard. It may be stopped at any time, so every
 * listener is put up at once, and whatever must outlive it stands in storage.
 */
import { visited, left, wake } from "./notices.js";
import { shield } from "./policy.js";
import { route } from "./router.js";
import { restand } from "./stand.js";

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id) return false;
  if (sender.tab?.id !== undefined && message?.ask === "hello") void visited(sender.tab.id);
  route(message, sender).then(reply, () => reply({ failed: "away" }));
  return true; // the answer comes later
});
chrome.tabs.onRemoved.addListener((tab) => void left(tab));
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void chrome.runtime.openOptionsPage();
  void restand();
});
void shield();
void wake();
