const OLD_SECONDS = 5; // older figures get a warning
const byId = id => document.getElementById(id);
const rowsOf = id => document.querySelector(`#${id} tbody`);

let newest = null; // the last news
let heard = performance.now(); // when it came

// What comes from the crawl's process. A browser connects again by itself.

const events = new EventSource('news');
events.addEventListener('news', message => {
  newest = JSON.parse(message.data);
  heard = performance.now();
  if (newest.status) {
    show(newest.status, newest);
  }
  judge();
});
events.addEventListener('error', judge);
setInterval(judge, 1000);

/** Says how old the figures are, as soon as they are no longer those of this moment. */
function judge() {
  const quiet = (performance.now() - heard) / 1000;
  const isOver = newest?.last ?? false;
  const isFinished = isOver && newest.status?.phase === 'FINISHED';
  let words = '';
  if (isOver && !isFinished) {
    words = `The crawl's process has ended, and its list had not. These figures are of ${clock()}.`;
  } else if (!isOver && (events.readyState !== EventSource.OPEN || quiet > OLD_SECONDS)) {
    words = newest?.status
      ? `The crawl's process does not answer. These figures are of ${clock()}, ${duration(newest.age + quiet)} ago.`
      : 'The crawl\'s process does not answer. Is it running?';
  } else if (!isOver && newest?.age > OLD_SECONDS) {
    words = `The members do not answer. These figures are ${duration(newest.age)} old.`;
  }
  byId('old').hidden = words === '';
  say(byId('old'), words);
  document.body.classList.toggle('old', words !== '');
}

function clock() {
  return new Date(newest.taken).toLocaleTimeString('en-GB');
}

// What the page shows.

function show(status, news) {
  const { totals, members } = status;
  const active = members.filter(member => member.state === 'ACTIVE').length;
  byId('phase').dataset.phase = status.phase;
  say(byId('phase'), {
    WAITING: `Waits for members: ${active} of ${status.membersAsked} are here.`,
    RUNNING: `Runs on ${active} ${active === 1 ? 'member' : 'members'}.`,
    STANDING: `Stands: ${active} of ${status.membersAsked} members are here. It goes on with more than half.`,
    FINISHED: 'Finished.' }[status.phase]);
  showTotals(status, news);
  showHistory(news);
  showMembers(members, news.memberRates);
  showFailures(status.failures);
  const isOver = status.phase === 'FINISHED'; // the last reports may be older than the end
  showHosts(isOver ? { hosts: [], totals: { hosts: 0 } } : status);
}

function showTotals({ totals, members, started, phase }, news) {
  const { known, allKnown, done, failed, requests } = totals;
  const part = known ? done / known : 0;
  const percent = allKnown ? `, ${Math.floor(100 * part)} %` : '';
  say(byId('count'), known === 0 ? 'No URL is read yet.' : `${number(done)} of ${number(known)} URLs ${allKnown ? '' : 'that are read '}are done${percent}`);
  document.title = `${allKnown ? `${Math.floor(100 * part)} %` : number(done)} · Crawl`;
  const bar = byId('progress');
  bar.setAttribute('aria-valuenow', Math.floor(100 * part));
  bar.querySelector('.good').style.width = `${known ? 100 * (done - failed) / known : 0}%`;
  bar.querySelector('.bad').style.width = `${known ? 100 * failed / known : 0}%`;
  const left = (known - done) / news.rate;
  figure('rate', rate(news.rate));
  figure('inFlight', number(members.reduce((sum, member) => sum + member.inFlight, 0)));
  figure('failed', number(failed), failed > 0);
  figure('backingOff', number(totals.backingOff), totals.backingOff > 0);
  figure('bytes', size(totals.bytes));
  figure('elapsed', duration((new Date(news.taken) - new Date(started)) / 1000));
  figure('left', phase === 'RUNNING' && allKnown && news.rate > 0 ? duration(left) : '–');
  figure('requests', number(requests));
  byId('requests').hidden = requests === 0;
}

function figure(name, text, isBad = false) {
  const cell = document.querySelector(`[data-figure=${name}]`);
  say(cell, text);
  cell.classList.toggle('bad', isBad);
}

function showHistory({ history }) {
  const most = Math.max(1, ...history);
  const points = history.map((rate, i) => `${300 - history.length + i + 1},${(58 - 56 * rate / most).toFixed(1)}`);
  const [area, line] = byId('history').children;
  line.setAttribute('d', points.length ? `M${points.join(' L')}` : '');
  area.setAttribute('d', points.length ? `M${300 - history.length + 1},60 L${points.join(' L')} L300,60 Z` : '');
  const words = `URLs a second, over the last five minutes; ${rate(Math.max(0, ...history))} at most`;
  byId('history').setAttribute('aria-label', words);
  say(byId('history-words'), words);
}

function showMembers(members, rates) {
  rowsOf('members').replaceChildren(...members.map((member, i) => {
    const made = row(member.name, member.address === member.name ? '' : member.address);
    made.classList.toggle('gone', member.state === 'GONE');
    const isQuiet = member.state !== 'GONE' && member.silent > OLD_SECONDS;
    const state = { ACTIVE: 'works', GONE: 'gone' }[member.state];
    cell(made, 'state', isQuiet ? `silent for ${duration(member.silent)}` : state, isQuiet ? 'words warn' : 'words');
    cell(made, 'hosts', number(member.hosts));
    cell(made, 'waiting', number(member.waiting));
    cell(made, 'in flight', number(member.inFlight));
    cell(made, 'URLs/s', rate(rates[i]));
    cell(made, 'finished', number(member.finished));
    return made;
  }));
}

function showFailures(failures) {
  const kinds = Object.entries(failures).sort((a, b) => b[1] - a[1]);
  const most = Math.max(1, ...kinds.map(([, count]) => count));
  const rows = kinds.map(([kind, count]) => {
    const made = row(kind, '');
    const bar = made.firstChild.appendChild(document.createElement('span'));
    bar.className = 'bar';
    bar.style.width = `${100 * count / most}%`;
    cell(made, 'URLs', number(count));
    return made;
  });
  rowsOf('failures').replaceChildren(...(rows.length ? rows : [nothing('No URL has failed.', 2)]));
}

function showHosts({ hosts, totals }) {
  const more = totals.hosts > hosts.length ? ` Here are ${hosts.length} of them.` : '';
  say(byId('hosts-words'), totals.hosts === 0 ? '' :
    `${number(totals.hosts)} with URLs that wait or are in flight, first those that back off, then those with the most URLs.${more}`);
  const rows = hosts.map(host => {
    const made = row(host.name, '');
    cell(made, 'owner', host.owner, 'words');
    cell(made, 'waiting', number(host.waiting));
    cell(made, 'in flight', number(host.inFlight));
    cell(made, 'state', host.backsOff ? 'backs off' : '', 'words warn');
    return made;
  });
  rowsOf('hosts').replaceChildren(...(rows.length ? rows : [nothing('No URL waits, and none is in flight.', 5)]));
}

// Hosts and members name themselves, so their words are never taken for HTML.

function row(name, small) {
  const made = document.createElement('tr');
  const head = made.appendChild(document.createElement('th'));
  head.scope = 'row';
  head.textContent = name;
  if (small) {
    head.appendChild(document.createElement('small')).textContent = small;
  }
  return made;
}

function cell(row, label, text, look = '') {
  const made = row.appendChild(document.createElement('td'));
  made.dataset.label = label;
  made.className = look;
  made.textContent = text;
}

function nothing(words, columns) {
  const made = document.createElement('tr');
  cell(made, '', words, 'none');
  made.firstChild.colSpan = columns;
  return made;
}

function say(element, text) {
  if (element.textContent !== text) { // or a screen reader would read it again
    element.textContent = text;
  }
}

function number(n) {
  return n.toLocaleString('en-US');
}

function rate(perSecond) {
  return perSecond.toLocaleString('en-US', { maximumFractionDigits: perSecond < 10 ? 1 : 0 });
}

function size(bytes) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const unit = Math.min(units.length - 1, bytes ? Math.floor(Math.log2(bytes) / 10) : 0);
  return `${(bytes / 1024 ** unit).toFixed(unit ? 1 : 0)} ${units[unit]}`;
}

function duration(seconds) {
  const whole = Math.round(seconds);
  if (seconds < 9.95) {
    return `${seconds.toFixed(1)} s`;
  }
  const two = n => String(Math.floor(n)).padStart(2, '0');
  return whole < 60 ? `${whole} s`
    : whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)} min`
    : `${Math.floor(whole / 3600)}:${two(whole % 3600 / 60)} h`;
}

// The theme is the system's until the reader chooses the other.

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
const nameTheme = () => say(byId('theme'), isDark() ? 'Light theme' : 'Dark theme');
byId('theme').addEventListener('click', () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  nameTheme();
});
prefersDark.addEventListener('change', nameTheme);
nameTheme();
