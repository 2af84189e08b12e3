// Says that something has changed. The person decides when to load the page anew: it may be read, or written in.
const news = document.getElementById("news");
const title = document.title;

new EventSource("/live").addEventListener("changed", () => {
  news.hidden = false;
  document.title = `● ${title}`;
});
