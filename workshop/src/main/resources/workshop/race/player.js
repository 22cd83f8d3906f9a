/**
 * Moves through the recording of a race. Live and replayed are the same: live, the recording still
 * grows. Slow motion is the recording played slowly, and not a race with longer delays: that would
 * be another race, in which the work of the processor weighs less.
 */
export class Player {
  /** @param draw is called with the time to show, in milliseconds since the signal */
  constructor(draw) {
    this.draw = draw;
    this.time = 0;
    this.end = 0; // of what is recorded
    this.speed = 1;
    this.isLive = false;
    this.isMoving = false;
    this.stepMillis = matchMedia('(prefers-reduced-motion: reduce)').matches ? 500 : 50; // the lanes need the processor, too
  }

  /** The recording reaches to this time, and may go on. */
  recorded(end, isLive) {
    this.end = end;
    this.isLive = isLive;
    if (isLive && !this.isMoving) {
      this.move();
    }
  }

  replay() {
    this.time = 0;
    this.move();
  }

  pause() {
    this.isMoving = false;
  }

  showAll() {
    this.isMoving = false;
    this.time = this.end;
    this.draw(this.time);
  }

  move() {
    this.isMoving = true;
    const mine = this.turn = {}; // a later move ends this one
    let before = performance.now();
    const step = () => {
      if (this.isMoving && this.turn === mine) {
        const now = performance.now();
        this.advance(now - before);
        before = now;
        setTimeout(step, this.stepMillis);
      }
    };
    step();
  }

  advance(millis) {
    this.time += millis * this.speed;
    if (this.isLive && this.speed === 1 && this.end - this.time > 300) {
      this.time = this.end - 50; // the page was hidden, or slow
    }
    if (this.time >= this.end) {
      this.time = this.end;
      this.isMoving = this.isLive;
    }
    this.draw(this.time);
  }
}
