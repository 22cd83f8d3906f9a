// What the page draws. A chart is remembered with the function that configures it, since a change of
// theme or paper draws all of them anew.

const drawn = [];

function draw(canvas, configure) {
  const entry = { canvas, configure, chart: new Chart(canvas, configure()) };
  drawn.push(entry);
}

function redraw() {
  for (const entry of drawn) {
    entry.chart.destroy();
    entry.chart = new Chart(entry.canvas, entry.configure());
  }
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const narrow = () => document.documentElement.clientWidth < 640;
const fontSize = () => (narrow() ? 13 : 17);

// Stripes say what colour alone must not.
function stripes(ink) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 10;
  const pen = tile.getContext("2d");
  pen.strokeStyle = ink;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const x of [-5, 0, 5, 10]) { pen.moveTo(x, 10); pen.lineTo(x + 10, 0); }
  pen.stroke();
  return pen.createPattern(tile, "repeat");
}

function shorten(text, length) {
  const most = length || (narrow() ? 14 : 26);
  return text.length <= most ? text : text.slice(0, most - 1) + "…";
}

function axis(options) {
  return {
    border: { color: colour("ink") },
    grid: { color: colour("line") },
    ...options,
    ticks: { color: colour("ink"), font: { size: fontSize() - 2 }, ...options.ticks },
    title: { color: colour("ink"), font: { size: fontSize() - 1 }, display: Boolean(options.title), text: options.title },
  };
}

// Where the smallest would vanish beside the largest, steps of ten, and dots: a bar has no length there.
function scaleOf(values) {
  const positive = values.filter((v) => v > 0);
  return Math.max(...positive) / Math.min(...positive) > 25 ? "logarithmic" : "linear";
}

function valueAxis(type, range, title) {
  const linear = type === "linear";
  return axis({
    type, title, min: linear ? 0 : range.min, max: range.max,
    ticks: {
      includeBounds: !linear, maxRotation: 0, autoSkipPadding: 16, maxTicksLimit: narrow() ? 4 : 8,
      callback: linear ? plain : (value) => (isStep(value, range) ? plain(value) : ""),
    },
  });
}

const plain = (value) => Number(value).toLocaleString("en-US", { maximumFractionDigits: 6 });

// 1, 2 and 5 of each power of ten, or over many of them 1 alone.
function isStep(value, range) {
  const first = Number(value).toExponential()[0];
  return first === "1" || (range.max / range.min < 300 && (first === "2" || first === "5"));
}

function nameAxis(names) {
  return axis({
    type: "category", labels: names, grid: { display: false },
    ticks: { autoSkip: false, font: { size: fontSize() }, callback: (_, i) => shorten(names[i]) },
  });
}

function base(extra) {
  return {
    indexAxis: "y", animation: false, responsive: true, maintainAspectRatio: false,
    events: ["mousemove", "mouseout", "click", "touchstart"],
    ...extra,
    plugins: { legend: { display: false }, ...extra.plugins },
  };
}

// Intervals, figures and the bound: Chart.js draws none of them.
const intervals = (rows, bound, type) => ({
  id: "intervals",
  afterDatasetsDraw(chart) {
    const { ctx, chartArea: area, scales: { x, y } } = chart;
    ctx.save();
    ctx.font = `${fontSize() - 1}px ${Chart.defaults.font.family}`;
    ctx.textBaseline = "middle";
    if (known(bound)) dashed(ctx, x.getPixelForValue(bound), area);
    rows.forEach((row, i) => {
      const score = number(row.score);
      if (!Number.isFinite(score)) return;
      const middle = y.getPixelForValue(i);
      const end = x.getPixelForValue(score);
      let right = end;
      if (known(row.error)) {
        const low = Math.max(area.left, x.getPixelForValue(Math.max(score - number(row.error), type === "linear" ? 0 : x.min)));
        right = x.getPixelForValue(score + number(row.error));
        whisker(ctx, low, right, middle, type);
      }
      if (type === "logarithmic") dot(ctx, end, middle, row);
      figure(ctx, withError(row) + (ranked(row) ? "" : " " + verdict(row)), right, middle - 1, area, type === "linear" ? area.right : end);
    });
    ctx.restore();
  },
});

function dashed(ctx, x, area) {
  ctx.strokeStyle = colour("mark");
  ctx.lineWidth = 3;
  ctx.setLineDash([9, 6]);
  ctx.beginPath();
  ctx.moveTo(x, area.top);
  ctx.lineTo(x, area.bottom);
  ctx.stroke();
  ctx.setLineDash([]);
}

function dot(ctx, x, y, row) {
  ctx.beginPath();
  ctx.arc(x, y, 7, 0, 2 * Math.PI);
  ctx.fillStyle = ranked(row) ? colour("bar") : colour("paper");
  ctx.fill();
  ctx.strokeStyle = colour("bar");
  ctx.lineWidth = 2;
  ctx.stroke();
}

// With a rim, to be seen on a bar too.
function whisker(ctx, low, high, y, type) {
  const lines = [[colour("paper"), 5], [colour("ink"), 2]];
  for (const [ink, width] of type === "linear" ? lines : lines.slice(1)) {
    ctx.strokeStyle = ink;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(low, y);
    ctx.lineTo(high, y);
    for (const x of [low, high]) { ctx.moveTo(x, y - 7); ctx.lineTo(x, y + 7); }
    ctx.stroke();
  }
}

// Behind the bar's end, or where the chart is too narrow inside the bar or before the dot; on a ground of
// its own, so that no line crosses it.
function figure(ctx, text, x, y, area, dot) {
  const width = ctx.measureText(text).width;
  const left = x + 14 + width > area.right ? Math.min(area.right - 6, dot - 14) - width : x + 12;
  ctx.fillStyle = colour("paper");
  ctx.fillRect(left - 4, y - fontSize() / 2 - 2, width + 8, fontSize() + 4);
  ctx.fillStyle = colour("ink");
  ctx.fillText(text, left, y + 1);
}

function scores(canvas, rows, bound, type, range) {
  draw(canvas, () => ({
    type: "bar",
    data: {
      labels: rows.map((row) => row.name),
      datasets: [{
        data: rows.map((row) => number(row.score)),
        backgroundColor: rows.map((row) =>
          type === "logarithmic" ? "transparent" : ranked(row) ? colour("bar") : stripes(colour("bar"))),
        borderColor: type === "logarithmic" ? "transparent" : colour("bar"),
        borderWidth: 2, barPercentage: 0.72, categoryPercentage: 1,
      }],
    },
    options: base({
      scales: { x: valueAxis(type, range, rows[0].unit), y: nameAxis(rows.map((row) => row.name)) },
      plugins: { tooltip: { callbacks: { label: (item) => `${withError(rows[item.dataIndex])} ${rows[item.dataIndex].unit}` } } },
    }),
    plugins: [intervals(rows, bound, type)],
  }));
}

// Room for the longest figure to the right of the longest bar.
function rangeOf(rows, bound, type) {
  const ends = rows.flatMap((row) => [number(row.score), number(row.score) + number(row.error)]).concat(number(bound)).filter(Number.isFinite);
  const starts = rows.map((row) => number(row.score)).concat(number(bound)).filter((v) => v > 0);
  const most = Math.max(...ends);
  const least = Math.min(...starts);
  if (type === "linear") return { min: 0, max: nice(most * (narrow() ? 1.0 : 1.12)) };
  const room = Math.pow(most / least, narrow() ? 0.2 : 0.22);
  return { min: least / Math.pow(most / least, 0.04), max: most * room };
}

// The next round number that does not leave half the chart empty.
function nice(value) {
  const unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

function costs(canvas, items, unit) {
  const rows = items.map(([row, value]) => ({ name: row.name, score: value, error: NaN, unit, verdict: "ok" }));
  const max = Math.max(...rows.map((row) => number(row.score)));
  scores(canvas, rows, NaN, "linear", { min: 0, max: max > 0 ? max * (narrow() ? 1.3 : 1.5) : 1 });
}

function percentiles(canvas, rows, names) {
  const values = rows.flatMap((row) => names.map((name) => number(row.figures[name]))).filter((v) => v > 0);
  const type = scaleOf(values);
  const shapes = ["circle", "triangle", "rectRot", "star", "cross"];
  const range = { min: Math.min(...values) * 0.8, max: Math.max(...values) * 1.1 };
  draw(canvas, () => ({
    type: "line",
    data: {
      labels: rows.map((row) => row.name),
      datasets: names.map((name, i) => ({
        label: name.replace(/ ms$/, ""), data: rows.map((row) => number(row.figures[name])), showLine: false,
        pointStyle: shapes[i % shapes.length], pointRadius: 9, pointHoverRadius: 11,
        pointBackgroundColor: [colour("waiting"), colour("bar"), colour("mark")][i % 3], pointBorderColor: colour("ink"), pointBorderWidth: 2,
      })),
    },
    options: base({
      scales: { x: valueAxis(type, range, "ms"), y: { ...nameAxis(rows.map((row) => row.name)), offset: true } },
      plugins: { legend: { display: true, align: "start", labels: { usePointStyle: true, color: colour("ink"), font: { size: fontSize() }, padding: 18 } } },
    }),
  }));
}

function timeline(canvas, model, max) {
  const bar = (name, from, to) => ({
    label: name, data: model.bars.map((b) => [Math.min(number(b[from]), max), Math.min(number(b[to]), max)]),
    grouped: false, barPercentage: 1, categoryPercentage: 1, borderWidth: 0, minBarLength: 0,
  });
  draw(canvas, () => ({
    type: "bar",
    data: {
      labels: model.bars.map((_, i) => i + 1),
      datasets: [
        { ...bar("start to first byte", "started", "firstByte"), backgroundColor: colour("waiting") },
        { ...bar("first byte to end", "firstByte", "finished"), backgroundColor: colour("reading"), minBarLength: 1 },
      ],
    },
    options: base({
      interaction: { mode: "index", axis: "y", intersect: false },
      scales: {
        x: axis({ type: "linear", min: 0, max, title: "ms", ticks: { includeBounds: false, maxRotation: 0, maxTicksLimit: 5, callback: plain } }),
        y: axis({
          type: "category", title: "URL", grid: { display: false },
          ticks: { autoSkip: false, maxRotation: 0, callback: (_, i) => (i === 0 || (i + 1) % 25 === 0 ? i + 1 : null) },
        }),
      },
      plugins: { tooltip: { callbacks: {
        title: ([item]) => `URL ${item.dataIndex + 1} on ${model.bars[item.dataIndex].thread}`,
        label: (item) => `${item.dataset.label}: ${item.dataset.data[item.dataIndex].map(format).join(" to ")} ms`,
      } } },
    }),
  }));
}
