// Pure: whether a page follows who leads, and when it stops. Tested by `node --test`.

/** A place is `{ moves, revision, start, paragraph }`; the one with most moves is where everybody is. */
export class Following {
  constructor(place = undefined, { isAway = false } = {}) {
    this.place = place;
    this.isHeld = isAway; // the reader went elsewhere
    this.isWriting = false;
    this.missed = 0; // moves that were not followed
  }

  get isFollowing() {
    return Boolean(this.place) && !this.isHeld && !this.isWriting;
  }

  /** Whether to go there. What was heard before, or comes late, moves nobody. */
  hear(place) {
    if (this.place && place.moves <= this.place.moves) return false;
    this.place = place;
    if (!this.isHeld && !this.isWriting) return true;
    this.missed += 1;
    return false;
  }

  /** The reader scrolled, or said so. */
  hold() {
    this.isHeld = true;
  }

  /** Words are being written, or no longer. Who missed a move meanwhile is not taken along by surprise. */
  write(isWriting) {
    if (!isWriting && this.isWriting && this.missed) this.isHeld = true;
    this.isWriting = isWriting;
  }

  /** Back to everybody. */
  join() {
    this.isHeld = false;
    this.isWriting = false;
    this.missed = 0;
  }
}

/** The place that the page was rendered with, from the data of #status; undefined before anybody was taken anywhere. */
export function placeIn({ moves, revision, start, number }) {
  if (!start || !revision) return undefined;
  return { moves: Number(moves), revision: Number(revision), start: Number(start), paragraph: Number(number) || 0 };
}
