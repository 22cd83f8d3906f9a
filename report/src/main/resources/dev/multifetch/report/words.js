"use strict";

// What the page says: names, numbers and sentences, without a look at the page.

const results = JSON.parse(document.getElementById("results").textContent);
const same = new Set(JSON.parse(document.getElementById("same").textContent).map((pair) => JSON.stringify(pair)));

const WORKLOADS = {
  "throughput": ["Throughput", "Small bodies, no delay: what does a request cost the CPU?"],
  "latency": ["Latency", "Every response is delayed: who keeps all slots busy?"],
  "fan-out": ["Fan-out", "All at once, and long delays: what does waiting cost?"],
  "tail": ["Tail", "Delays with a long tail, and failures."],
  "large": ["Large", "Bodies of a mebibyte."],
  "tls-throughput": ["TLS throughput", "Small bodies, no delay, over https."],
  "tls-latency": ["TLS latency", "Every response is delayed, over https."],
  "cold": ["Cold", "The first batch of a fresh JVM, as a user of the command line has it."],
  "first": ["First", "The time to the first outcome of a batch."],
  "no-keep-alive": ["No keep-alive", "Small bodies, no delay, a new connection for each: what does a connection cost?"],
  "many-hosts": ["Many hosts", "Small bodies, no delay, from a hundred origins in turn."],
  "page": ["Page", "The resources of one web page, six at once."],
};

const FACTS = {
  jdk: "JDK", flags: "JVM flags", gc: "Garbage collector", cores: "Cores", cpu: "Processor",
  kernel: "Kernel", commit: "Commit", date: "Date", pinning: "Pinning", origin: "Origin", command: "Command",
};

// Figures that have a chart, by how their names begin; all others stand in the data alone.
const COSTS = [
  [/^cpu/i, "CPU for each request"],
  [/^alloc/i, "Allocated for each request"],
  [/resident|^rss|^memory|^peak memory/i, "Resident memory"],
  [/thread/i, "Threads at the peak"],
  [/connection/i, "Connections"],
];

const PERCENTILE = /^p(\d+(?:\.\d+)?)\b/;

// JSON knows no NaN: it comes as null.
const number = (value) => (value === null || value === undefined ? NaN : Number(value));
const known = (value) => Number.isFinite(number(value));
const moreIsBetter = (row) => row.unit.endsWith("/s");
const ranked = (row) => ["ok", "at-least", "no-detectable-difference"].includes(row.verdict) && known(row.score);

// Three digits, or all before the point.
function format(value) {
  const n = number(value);
  if (!Number.isFinite(n)) return "–";
  const size = Math.abs(n);
  return fixed(n, Number.isInteger(n) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.001 ? 3 : 6);
}

const fixed = (n, decimals) => n.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

// A score says no more than its interval does: two digits of the error decide where both end.
function decimals(row) {
  return Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(number(row.error)))));
}

const measured = (row, value) => (number(row.error) > 0 && known(value) ? fixed(number(value), decimals(row)) : format(value));

// An error as large as its score says only that the score is not known.
const withError = (row) => {
  const error = number(row.error) < number(row.score) ? measured(row, row.error) : "?";
  return measured(row, row.score) + (known(row.error) ? " ± " + error : "");
};

// The valid ones first, the best of them on top; then what is not ranked, in the order of the run.
function inOrder(rows) {
  const sign = rows.length > 0 && moreIsBetter(rows[0]) ? -1 : 1;
  const valid = rows.filter(ranked).sort((a, b) => sign * (number(a.score) - number(b.score)));
  return [...valid, ...rows.filter((row) => !ranked(row))];
}

// A verdict is about the row above, and a model may stand in two rankings.
function judged(rows) {
  const alike = (one, other) => same.has(JSON.stringify([one.workload, one.name, other.name]));
  return rows.map((row, i) => !ranked(row) ? row
    : { ...row, verdict: i > 0 && alike(row, rows[i - 1]) ? "no-detectable-difference" : row.verdict === "at-least" ? row.verdict : "ok" });
}

const bounded = (unit) => (unit.endsWith("/s") ? "ceiling" : "ideal");

function verdict(row) {
  switch (row.verdict) {
    case "ok": return "told apart";
    case "at-least": return "at least";
    case "no-detectable-difference": return "not told apart";
    default: return row.verdict.toUpperCase();
  }
}

function byKey(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

const titled = (workload) => (Object.hasOwn(WORKLOADS, workload) ? WORKLOADS[workload] : [workload, ""]);
const slug = (text, index) => "w" + index + "-" + text.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 30);
