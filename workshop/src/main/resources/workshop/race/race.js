import { Lane, seconds } from './lane.js';
import { Player } from './player.js';

const LANES = ['blocking', 'thread-pool', 'virtual-threads', 'completablefuture', 'reactive', 'netty'];
const URLS = 100;
const TICKS = { // milliseconds, by the length of the axis
  100: 20, 200: 50, 500: 100, 1000: 200, 1500: 500, 2000: 500, 3000: 1000, 5000: 1000, 8000: 2000, 10000: 2000,
  12000: 2000, 15000: 5000, 20000: 5000, 30000: 5000, 50000: 10000, 80000: 20000, 120000: 20000, 200000: 50000,
  300000: 50000, 500000: 100000 };

const GONE = 'The process of the race does not answer. Is it still running?';

const byId = id => document.getElementById(id);
const form = byId('settings');
const lanes = new Map(LANES.map(name => [name, new Lane(name, row(name))]));
const player = new Player(draw);
let race = { race: -1, state: 'none', settings: null };
let known = 0; // entries of the race
let span = 1000; // of the axis, in milliseconds

function row(name) {
  const figures = [
    ['time', 'time'], ['inFlight', 'in flight'], ['threads', 'threads'], ['heap', 'heap MB'],
    ['requests', 'requests'], ['peak', 'at once'], ['connections', 'sockets']];
  const made = byId('lanes').tBodies[0].insertRow();
  made.dataset.lane = name;
  made.innerHTML = `<th scope="row" class="name"><b>${name}</b><span data-figure="progress"></span></th>
    <td class="track"><div class="bars" role="img"></div></td>`
    + figures.map(([figure, label]) => `<td data-figure="${figure}" data-label="${label}"></td>`).join('');
  made.querySelector('[data-figure=time]').className = 'time';
  made.querySelector('[data-figure=requests]').className = 'server';
  return made;
}

// What comes from the server.

function connect() {
  const events = new EventSource('race/events');
  events.addEventListener('race', message => take(JSON.parse(message.data)));
  events.addEventListener('error', () => status(GONE));
}

function take(part) {
  if (part.race !== race.race || part.from < known) {
    begin(part);
  }
  const before = race.state;
  race = { race: part.race, state: part.state, settings: part.settings };
  known = part.from + part.entries.length;
  const changed = new Set(part.entries.map(entry => lanes.get(entry.lane)));
  part.entries.forEach(entry => lanes.get(entry.lane).take(entry));
  changed.forEach(lane => lane.arrange());
  const isOn = part.state === 'preparing' || part.state === 'running';
  byId('start').disabled = isOn;
  byId('stop').disabled = !isOn;
  player.recorded(part.now, part.state === 'running');
  counted();
  if (part.state === 'none') {
    status('Press Race. Each model fetches the URLs in a process of its own.');
  } else if (part.state === 'preparing') {
    const ready = [...lanes.values()].filter(lane => lane.ready).length;
    status(`The lanes get ready: ${ready} of ${lanes.size}.`);
  } else if (part.state === 'over' && before === 'none') {
    player.showAll(); // the page was opened after the race
  }
  if (part.state !== before && !player.isMoving) {
    draw(player.time);
  }
  label();
}

function begin(part) {
  known = 0;
  race = { race: part.race, state: 'none', settings: part.settings };
  lanes.forEach(lane => lane.reset(part.race ? part.settings.urls : 0, part.settings.inFlight));
  player.pause();
  player.time = 0;
  for (const [name, value] of Object.entries(part.settings)) {
    if (form.elements[name]) {
      form.elements[name].value = value;
    }
  }
  forecast(part.race > 0);
  draw(0);
}

// What the page shows.

function draw(now) {
  widen(now);
  lanes.forEach(lane => lane.draw(now, span));
  byId('clock').textContent = seconds(now);
  tell(now);
  label();
}

/** The axis begins with the fast lanes, and grows with the clock in few steps. */
function widen(now) {
  const { urls, delay, inFlight } = race.settings;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const first = still ? 1.15 * urls * delay : 1.25 * Math.ceil(urls / inFlight) * delay;
  const least = Math.max(first, now * 1.03);
  const next = Object.keys(TICKS).map(Number).find(candidate => candidate >= least) ?? least;
  if (next !== span || !byId('axis').hasChildNodes()) {
    span = next;
    axis();
  }
}

function axis() {
  const tick = TICKS[span] ?? span / 5;
  const places = Array.from({ length: Math.round(span / tick) }, (_, i) => i * tick);
  byId('axis').innerHTML = places
    .map(place => `<span style="left:${100 * place / span}%">${+(place / 1000).toFixed(2)} s</span>`).join('');
  byId('axis').dataset.span = span;
  document.querySelectorAll('.bars').forEach(track => track.style.backgroundSize = `${100 * tick / span}% 100%`);
}

/** Tells, also a screen reader, who ended when. */
function tell(now) {
  const log = byId('log');
  const ended = [...lanes.values()].filter(lane => lane.done && lane.done.at <= now)
    .sort((a, b) => a.done.at - b.done.at);
  if (ended.length < log.children.length) {
    log.replaceChildren(); // a replay
  }
  for (const lane of ended.slice(log.children.length)) {
    const item = log.appendChild(document.createElement('li'));
    item.innerHTML = '<span></span> <span class="unseen">ended:</span> <span></span>';
    item.firstChild.textContent = `${lane.done.reason ? '✖' : '✔'} ${lane.name}`;
    item.lastChild.textContent = lane.done.reason || seconds(lane.makespan());
  }
  if (race.state === 'over' && now >= player.end) {
    status(verdict());
  } else if (race.state === 'running' || race.state === 'over') {
    status(ended.length === 0 ? 'All lanes are on their way.' : `${ended.length} of ${lanes.size} lanes have ended.`);
  }
}

function verdict() {
  const [blocking, ...others] = [...lanes.values()];
  const broken = [...lanes.values()].filter(lane => !lane.done || lane.done.reason);
  if (broken.length) {
    return `Not all lanes came to their end: ${broken.map(lane => lane.name).join(', ')}.`;
  }
  const times = others.map(lane => lane.makespan());
  const range = `${(Math.min(...times) / 1000).toFixed(2)} to ${seconds(Math.max(...times))}`;
  return `One at a time: ${seconds(blocking.makespan())}. The five others, ${race.settings.inFlight} at a time: ${range}.`;
}

function counted() {
  const ready = [...lanes.values()].find(lane => lane.ready)?.ready;
  byId('counted').textContent = ready
    ? `threads: from ${ready.counted}, less the ${ready.threads} of an idle JVM`
    : '';
}

function status(text) {
  if (byId('status').textContent !== text) {
    byId('status').textContent = text;
  }
}

/** The times to expect, once people have predicted them: a race has begun. */
function forecast(hasBegun) {
  const { delay, spread, inFlight } = settings();
  const rounds = Math.ceil(URLS / inFlight);
  const round = spread === 'none' ? `${rounds} × ${delay} ms = ${rounds * delay / 1000} s` : `at least ${URLS / inFlight * delay / 1000} s`;
  byId('forecast').textContent = hasBegun
    ? `Expect: one at a time: ${URLS} × ${delay} ms = ${URLS * delay / 1000} s.  ${inFlight} at a time: ${round}.`
    : `Predict two times: one at a time, and ${inFlight} at a time.`;
}

function label() {
  const isOver = race.state === 'over';
  const isPaused = isOver && !player.isMoving && player.time > 0 && player.time < player.end;
  byId('replay').disabled = !isOver;
  byId('replay').textContent = isOver && player.isMoving ? 'Pause' : isPaused ? 'Continue' : 'Replay';
}

// What the user does.

function settings() {
  const { delay, spread, failures, inFlight } = form.elements;
  return { urls: URLS, delay: +delay.value, spread: spread.value, failures: +failures.value, inFlight: +inFlight.value };
}

async function order(what, body) {
  try {
    const response = await fetch(`race/${what}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) {
      status(await response.text());
    }
  } catch {
    status(GONE);
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  order('start', settings());
});
form.addEventListener('change', () => forecast(false));
byId('stop').addEventListener('click', () => order('stop', {}));
byId('speed').addEventListener('change', event => player.speed = +event.target.value);
byId('replay').addEventListener('click', () => {
  const does = byId('replay').textContent;
  does === 'Pause' ? player.pause() : does === 'Continue' ? player.move() : player.replay();
  label();
});

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
const nameTheme = () => byId('theme').textContent = isDark() ? 'Light' : 'Dark';
byId('theme').addEventListener('click', () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  nameTheme();
});
prefersDark.addEventListener('change', nameTheme);

nameTheme();
connect();
