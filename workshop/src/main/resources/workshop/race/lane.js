/** One lane: what is known of it, and its row on the page. */
export class Lane {
  constructor(name, row) {
    this.name = name;
    this.row = row;
    this.track = row.querySelector('.bars');
    this.cells = Object.fromEntries([...row.querySelectorAll('[data-figure]')].map(cell => [cell.dataset.figure, cell]));
    this.reset(0, 1);
  }

  reset(urls, inFlight) {
    this.urls = urls;
    this.inFlight = inFlight;
    this.bars = new Map();
    this.samples = [];
    this.sightings = [];
    this.began = null;
    this.done = null;
    this.ready = null;
    this.track.replaceChildren();
    this.track.classList.toggle('dense', inFlight > 12); // no room for lines between the slots
    this.row.className = '';
  }

  /** Takes one entry of the recording. Times of the lane count from its beginning. */
  take({ at, event }) {
    switch (event.what) {
      case 'ready': this.ready = event; break;
      case 'began': this.began = at; break;
      case 'asked': this.bar(event.n).asked = at; break;
      case 'ended':
        this.bar(event.n).outcome = event;
        this.began = Math.min(this.began, at - event.finished); // news is late, and never early
        break;
      case 'sample': this.samples.push({ at, ...event }); break;
      case 'seen': this.sightings.push({ at, ...event }); break;
      case 'done': this.done = { at, reason: event.reason }; break;
    }
  }

  bar(n) {
    if (!this.bars.has(n)) {
      this.bars.set(n, { n, start: Infinity, end: Infinity });
    }
    return this.bars.get(n);
  }

  /** A bar's place in time, and in the lowest slot that is free when it starts. */
  arrange() {
    const last = this.done ? this.done.at : Infinity; // a lane that is done has nothing in flight
    for (const bar of this.bars.values()) {
      const outcome = bar.outcome;
      bar.start = outcome ? this.began + outcome.started : bar.asked;
      bar.end = outcome ? this.began + outcome.finished : last;
      bar.first = outcome && outcome.firstByte >= 0 ? this.began + outcome.firstByte : bar.end;
    }
    const free = Array(this.inFlight).fill(-Infinity); // from when on
    for (const bar of [...this.bars.values()].sort((a, b) => a.start - b.start || a.n - b.n)) {
      const slot = free.findIndex(from => from <= bar.start);
      bar.slot = slot >= 0 ? slot : free.indexOf(Math.min(...free));
      free[bar.slot] = bar.end;
    }
  }

  /** When the last URL ended; the lane's own clock says so. */
  makespan() {
    const ends = [...this.bars.values()].map(bar => bar.outcome?.finished ?? 0);
    return Math.max(0, ...ends);
  }

  /** Shows the lane as it was at this time, on an axis as long as this. */
  draw(now, span) {
    const started = [...this.bars.values()].filter(bar => bar.start <= now);
    const over = started.filter(bar => bar.end <= now);
    const failed = over.filter(bar => bar.outcome?.kind !== 'answered').length;
    const isDone = this.done !== null && this.done.at <= now;
    this.drawBars(now, span);
    this.row.classList.toggle('ended', isDone);
    this.cells.progress.classList.toggle('reason', isDone && this.done.reason !== '');
    this.say('progress', this.progress(over.length, failed, isDone));
    this.say('time', seconds(isDone ? this.makespan() : Math.max(0, now - (this.began ?? now))));
    this.say('inFlight', started.length - over.length);
    const samples = this.samples.filter(sample => sample.at <= now);
    this.say('threads', samples.length ? Math.max(...samples.map(sample => sample.threads)) : '–');
    this.say('heap', samples.length ? Math.round(samples.at(-1).heap / 2 ** 20) : '–');
    const seen = this.sightings.filter(sighting => sighting.at <= now).at(-1);
    this.say('requests', seen ? seen.requests : '–');
    this.say('peak', seen ? seen.peak : '–');
    this.say('connections', seen ? seen.connections : '–');
    this.track.setAttribute('aria-label', `${this.name}: ${over.length} of ${this.urls} URLs have ended, ${failed} failed`);
  }

  progress(over, failed, isDone) {
    if (isDone && this.done.reason) {
      return `✖ ${over} of ${this.urls}: ${this.done.reason}`;
    }
    const count = this.urls ? `${over} of ${this.urls}` : 'waits';
    return (isDone ? '✔ ' : '') + count + (failed ? `, ✖ ${failed}` : '');
  }

  drawBars(now, span) {
    for (const bar of this.bars.values()) {
      if (bar.start > now) {
        bar.element?.remove();
        bar.element = bar.drawn = null;
        continue;
      }
      const end = Math.min(bar.end, now);
      const drawn = `${end} ${span} ${bar.slot} ${bar.start}`;
      if (bar.drawn !== drawn) { // most bars are over, and stay as they are
        bar.drawn = drawn;
        bar.element ??= this.track.appendChild(document.createElement('i'));
        this.place(bar, end, span, bar.end <= now);
      }
    }
  }

  place(bar, end, span, isOver) {
    const { element, start, first, slot } = bar;
    element.dataset.n = bar.n;
    element.className = isOver && bar.outcome?.kind !== 'answered' ? 'failed' : '';
    element.style.left = `${100 * start / span}%`;
    element.style.width = `${100 * (end - start) / span}%`;
    element.style.top = `${100 * slot / this.inFlight}%`;
    element.style.height = `${100 / this.inFlight}%`;
    element.style.setProperty('--read', end > first ? (end - first) / (end - start) : 0);
  }

  say(figure, value) {
    const text = String(value);
    if (this.cells[figure].textContent !== text) {
      this.cells[figure].textContent = text;
    }
  }
}

export function seconds(millis) {
  return `${(millis / 1000).toFixed(2)} s`;
}
