// Puts the page together. Text from the results enters by textContent alone, so it can only be text.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

const byId = (id) => document.getElementById(id);

// A number as the page rounds it, with the measured value beside it.
function numberCell(value, text) {
  return element("td", { class: "number" }, known(value) ? element("data", { value: String(number(value)) }, text || format(value)) : "–");
}

function table(heads, rows, label) {
  const head = element("tr", null, ...heads.map(([text, kind]) => element("th", { scope: "col", class: kind || "" }, text)));
  const body = rows.map((cells) => element("tr", null, ...cells));
  return element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Table: " + label },
    element("table", null, element("thead", null, head), element("tbody", null, ...body)));
}

const nameCell = (name) => element("th", { scope: "row" }, name);

function chart(title, note, summary, height, fill) {
  const canvas = element("canvas", { role: "img", "aria-label": title + ". " + summary });
  const box = element("div", { class: "canvas" }, canvas);
  box.style.height = height + "px";
  const caption = element("figcaption", null, title, note ? element("small", null, note) : null);
  fillers.push(() => fill(canvas));
  return element("figure", null, caption, box);
}

// Charts measure their place, so they are drawn once the page stands.
const fillers = [];

const details = (summary, content) => element("details", null, element("summary", null, summary), content);

function scoreTable(rows, label) {
  const bound = bounded(rows[0].unit);
  return table(
    [["Client"], ["Model, library"], [rows[0].unit, "number"], ["± 99.9 %", "number"], ["of " + bound, "number"], ["Verdict"], ["Reason"]],
    rows.map((row, i) => [
      nameCell(row.name),
      element("td", null, row.model === row.name ? "" : row.model + ", ", row.transport),
      numberCell(row.score, measured(row, row.score)), numberCell(row.error, measured(row, row.error)), numberCell(row.ratio),
      verdictCell(row, i), element("td", { class: "reason" }, row.reason),
    ]), label);
}

function verdictCell(row, place) {
  const kind = ["no-detectable-difference", "at-least"].includes(row.verdict) ? "same" : row.verdict === "ok" ? "" : "bad";
  return element("td", null, element("span", { class: kind }, place === 0 && row.verdict === "ok" ? "first" : verdict(row)));
}

function ranking(title, rows, bound, type, range) {
  const ordered = judged(inOrder(rows));
  const shown = ordered.filter((row) => known(row.score));
  const numbers = scoreTable(ordered, title);
  if (shown.length === 0) return element("figure", null, element("figcaption", null, title + ": nothing was measured"), numbers);
  const note = [
    moreIsBetter(shown[0]) ? "More is better." : "Less is better.",
    type === "logarithmic" ? "Each step of the axis multiplies." : "",
    known(bound) ? `Dashed: the ${bounded(shown[0].unit)}, ${format(bound)} ${shown[0].unit}.` : "",
    shown.some((row) => !ranked(row)) ? "Striped or hollow: not ranked." : "",
  ].filter(Boolean).join(" ");
  const summary = shown.map((row) => `${row.name} ${withError(row)} ${row.unit}${ranked(row) ? "" : " " + verdict(row)}`).join("; ");
  const figure = chart(title, note, summary, 62 + 44 * shown.length, (canvas) => scores(canvas, shown, bound, type, range));
  figure.append(numbers);
  return figure;
}

function costFigures(rows) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.figures)))].sort();
  return COSTS.flatMap(([pattern, title]) => names.filter((name) => pattern.test(name) && !PERCENTILE.test(name)).map((name) => [name, title]))
    .map(([name, title]) => {
      const items = rows.filter((row) => known(row.figures[name])).map((row) => [row, row.figures[name]]);
      const summary = items.map(([row, value]) => `${row.name} ${format(value)}`).join("; ");
      const unit = name.includes(" ") ? name.slice(name.indexOf(" ") + 1) : name;
      const figure = chart(title, name, summary, 60 + 38 * items.length, (canvas) => costs(canvas, items, unit));
      figure.append(details("Table", table([["Client"], [name, "number"]],
        items.map(([row, value]) => [nameCell(row.name), numberCell(value)]), title)));
      return figure;
    });
}

function percentileFigure(rows, title) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.figures)))].filter((name) => PERCENTILE.test(name))
    .sort((a, b) => Number(PERCENTILE.exec(a)[1]) - Number(PERCENTILE.exec(b)[1]));
  const having = rows.filter((row) => names.some((name) => known(row.figures[name])));
  if (having.length === 0) return null;
  const summary = having.map((row) => row.name + " " + names.map((name) => `${name} ${format(row.figures[name])}`).join(", ")).join("; ");
  const figure = chart(title, "Per URL, within a batch. Less is better.", summary, 110 + 44 * having.length, (canvas) => percentiles(canvas, having, names));
  figure.append(details("Table", table([["Client"], ...names.map((name) => [name, "number"])],
    having.map((row) => [nameCell(row.name), ...names.map((name) => numberCell(row.figures[name]))]), title)));
  return figure;
}

function workloadSection(workload, rows, index) {
  const [title, question] = titled(workload);
  const bound = number(results.ceiling[workload]);
  const scored = rows.filter((row) => known(row.score) && row.track !== "ceiling");
  const type = scored.length > 0 ? scaleOf(scored.map((row) => number(row.score))) : "linear";
  const range = scored.length > 0 ? rangeOf(scored, bound, type) : null;
  const rank = (name, some) => ranking(`${title}: ${name}`, some, bound, type, range);
  const of = (track) => rows.filter((row) => row.track === track);
  const section = element("section", { id: slug(workload, index), "aria-labelledby": slug(workload, index) + "-title" },
    element("h2", { id: slug(workload, index) + "-title" }, title), element("p", null, question));
  const part = (heading, ...content) => section.append(element("h3", null, heading), ...content);
  const ceilings = of("ceiling");
  const others = ceilings.map((row) => row.name).filter((name) => name !== "ceiling").join(", ");
  if (ceilings.length > 0) section.append(details(others ? "The ceiling: " + others : "The ceiling", scoreTable(ceilings, "the ceiling")));
  const shipped = inOrder(of("as-shipped"));
  if (shipped.length > 0) part("As shipped: what you get", rank("models as shipped", shipped));
  const controlled = byLibrary(rows);
  if (controlled.size > 0) part("Controlled: what the model costs", ...[...controlled].map(([library, some]) => rank(`models over ${library}`, some)));
  if (of("peer").length > 0) part("Peers: clients that are not ours", rank("peers", of("peer")));
  const costly = costFigures(shipped.filter(ranked));
  if (costly.length > 0) part("What it costs", element("div", { class: "multiples" }, ...costly));
  const late = percentileFigure(shipped.filter(ranked), `${title}: time of a URL, by percentile`);
  if (late !== null) part("How long one URL takes", late);
  return section;
}

// Each library that more than its models as shipped run over, with all of its models.
function byLibrary(rows) {
  const controlled = new Set(rows.filter((row) => row.track === "controlled").map((row) => row.transport));
  const models = rows.filter((row) => row.track === "controlled" || row.track === "as-shipped");
  return byKey(models.filter((row) => controlled.has(row.transport)), (row) => row.transport);
}

function timelines() {
  const models = results.timelines.filter((model) => model.bars.length > 0);
  if (models.length === 0) return;
  byId("timelines").hidden = false;
  const last = (model) => Math.max(...model.bars.map((b) => number(b.finished)));
  const ends = models.map(last).sort((a, b) => a - b);
  const whole = ends[ends.length - 1];
  const figures = models.map((model) => timelineFigure(model, whole * 1.02, true));
  byId("whole").append(...figures);
  // Beside one that takes ages, all others are a thin line at the left.
  const most = ends.filter((end) => end < whole / 3);
  if (most.length > 0) {
    const enlarged = most[most.length - 1] * 1.08;
    const larger = models.map((model) => timelineFigure(model, enlarged, false));
    byId("enlarged").append(element("h3", null, `The same, enlarged: the first ${format(enlarged)} ms`),
      element("div", { class: "multiples" }, ...larger));
    figures.push(...larger);
  }
  if (models.length > 2) chooser(models.map((model) => model.name), figures);
}

// Lets the reader see two models alone, beside each other. The figures come in the order of the names, once or twice.
function chooser(names, figures) {
  const choices = [0, 1].map((place) => {
    const options = [element("option", { value: "" }, "all"), ...names.map((name) => element("option", { value: name }, name))];
    return element("select", { "aria-label": place === 0 ? "First model" : "Second model" }, ...options);
  });
  const show = () => {
    const chosen = choices.map((choice) => choice.value).filter(Boolean);
    figures.forEach((figure, i) => { figure.hidden = chosen.length > 0 && !chosen.includes(names[i % names.length]); });
  };
  choices.forEach((choice) => choice.addEventListener("change", show));
  byId("whole").before(element("p", { class: "choice" }, "Show ", choices[0], " beside ", choices[1]));
}

function timelineFigure(model, max, withTable) {
  const threads = new Set(model.bars.map((b) => b.thread)).size;
  const note = `${model.bars.length} URLs on ${threads} ${threads === 1 ? "thread" : "threads"}`;
  const end = format(Math.max(...model.bars.map((b) => number(b.finished))));
  const figure = chart(model.name, note, `${note}, the last ended after ${end} ms`, 320, (canvas) => timeline(canvas, model, max));
  if (withTable) {
    figure.append(details("Table", table([["URL"], ["start, ms", "number"], ["first byte", "number"], ["end", "number"], ["thread"]],
      model.bars.map((b, i) => [nameCell(String(i + 1)), numberCell(b.started), numberCell(b.firstByte), numberCell(b.finished), element("td", null, b.thread)]),
      model.name)));
  }
  return figure;
}

function facts() {
  for (const [key, label] of Object.entries(FACTS)) {
    const value = results.environment[key];
    byId("facts").append(element("tr", null, element("th", { scope: "row" }, label),
      element("td", null, Array.isArray(value) ? value.join(" ") || "none" : String(value))));
  }
}

function contents() {
  for (const heading of document.querySelectorAll("main h2")) {
    const section = heading.closest("section");
    if (!section.hidden) byId("contents").append(element("li", null, element("a", { href: "#" + section.id }, heading.textContent)));
  }
}

const system = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";

// The button names the theme that it leads to.
function named() {
  byId("theme").textContent = dark() ? "Light theme" : "Dark theme";
}

function themed() {
  named();
  redraw();
}

// Charts are pixels, which no style sheet turns light or makes narrow: they are drawn again, for paper.
let screenTheme;

function paper(begins) {
  const root = document.documentElement;
  if (begins) screenTheme = root.dataset.theme;
  root.classList.toggle("paper", begins);
  if (begins) root.dataset.theme = "light";
  else if (screenTheme) root.dataset.theme = screenTheme;
  else delete root.dataset.theme;
  redraw();
}

function start() {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  byId("warnings").append(...(results.warnings || []).map((warning) => element("li", null, warning)));
  let index = 0;
  for (const [workload, rows] of byKey(results.rows, (row) => row.workload)) byId("workloads").append(workloadSection(workload, rows, index++));
  timelines();
  facts();
  byId("json").textContent = JSON.stringify(results, null, 2);
  contents();
  fillers.forEach((fill) => fill());
  byId("theme").addEventListener("click", () => { document.documentElement.dataset.theme = dark() ? "light" : "dark"; themed(); });
  system.addEventListener("change", themed);
  addEventListener("beforeprint", () => paper(true));
  addEventListener("afterprint", () => paper(false));
  named();
}

start();
