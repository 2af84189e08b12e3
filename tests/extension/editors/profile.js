/** A profile as the site shows it: it asks who this is, and its button asks to follow; what came of that is shown. */

const number = new URLSearchParams(location.search).get("id");
const handle = location.pathname.replaceAll("/", "");
const state = document.querySelector("#state");

await fetch(`/api/v1/users/web_profile_info/?username=${handle}&id=${number}`);
document.querySelector("#follow").addEventListener("click", async () => {
  state.textContent = "asking";
  const reply = await fetch(`/api/v1/web/friendships/${number}/follow/`, { method: "POST" });
  state.textContent = reply.ok ? "following" : `refused ${reply.status}`;
});
document.body.dataset.ready = "yes";
