// Begins the slides: reveal.js makes them of the Markdown files, and this file colours their code.

const KEYWORDS =
  /\b(void|final|var|for|try|catch|finally|return|new|class|extends|import|module|this|int|protected|public|private|throws|break|if)\b/g;

Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0.03,
  center: false,
  hash: true,
  slideNumber: "c/t",
  controls: false,
  transition: "none",
  keyboard: { 68: darkOrLight },
  plugins: [RevealMarkdown, RevealNotes],
}).then(async () => {
  for (const code of document.querySelectorAll(".reveal pre code")) {
    const lines = code.textContent.trimEnd().split("\n").filter(isCode).flatMap(commentAbove).flatMap(inTwo);
    fit(code, lines);
    code.innerHTML = lines.map(code.className.includes("diff") ? changed : coloured).join("\n");
  }
  const address = (await (await fetch("/learners")).text()).split("\n")[0];
  for (const place of document.querySelectorAll("[data-vote]")) {
    place.innerHTML = `${address ? "Vote: " + address : "Vote with your hands"}
      <a href="/votes/${place.dataset.vote}">for the teacher</a>`;
  }
  for (const place of document.querySelectorAll("[data-race]")) {
    place.innerHTML = '<a href="/race">Open the race</a>';
  }
  for (const link of document.querySelectorAll(".slides a")) {
    link.target = "_blank"; // the slides stay where they are
  }
  document.body.dataset.ready = "yes"; // tests wait for this
});

// The head of a diff names its files and lines, which the title does in words.
function isCode(line) {
  return !/^(--- |\+\+\+ |@@ )/.test(line);
}

// A comment at the end of a long line would make the whole code small: here it stands above its line.
function commentAbove(line) {
  const [, margin, code, comment] = line.match(/^([+-]? *)(.*\S) +(\/\/ .*)$/) ?? [];
  return comment && line.length > 66 ? [margin + comment, margin + code] : [line];
}

// A long line would do the same: here it goes on in a second line, after a comma outside a string.
function inTwo(line) {
  const commas = [...line.matchAll(/, /g)].map((comma) => comma.index + 1);
  const place = commas.findLast((end) => end <= 72 && line.slice(0, end).split('"').length % 2 === 1);
  if (line.length <= 76 || !place) {
    return [line];
  }
  const margin = line.match(/^[+-]? */)[0];
  return [line.slice(0, place), margin + "    " + line.slice(place).trim()];
}

// As large as the longest line and the number of lines allow.
function fit(code, lines) {
  const longest = Math.max(...lines.map((line) => line.length));
  const hasText = code.parentElement.nextElementSibling?.matches("p, ul");
  const size = Math.min(36, 1180 / (longest * 0.605), (hasText ? 390 : 470) / (lines.length * 1.4));
  code.parentElement.style.fontSize = `${size}px`;
}

function coloured(line) {
  const [, code, comment] = line.match(/^(.*?)(\/\/.*)?$/s);
  const parts = code.split(/("(?:[^"\\]|\\.)*")/);
  const text = parts.map((part, i) =>
    i % 2 ? `<span class="string">${escaped(part)}</span>` : escaped(part).replace(KEYWORDS, '<span class="keyword">$1</span>'));
  return text.join("") + (comment ? `<span class="comment">${escaped(comment)}</span>` : "");
}

// The first sign of a line stays: colour is not the only one.
function changed(line) {
  const kind = line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
  return `<span class="${kind}">${escaped(line) || " "}</span>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// Key D: a projector may show the other one better.
function darkOrLight() {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.style.colorScheme = (root.style.colorScheme || system) === "dark" ? "light" : "dark";
}
