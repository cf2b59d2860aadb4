// Pure: which of several answers about the same thing is to be believed, whatever order they come in.

export class Turns {
  last = 0;
  brought = new Map(); // id → the turn of what the page shows

  /** Call when asking; the number goes along to `take`. */
  begin() {
    return (this.last += 1);
  }

  /** What an answer to a question `begun` then says of `id`: whether to `show` it, and whether to ask `again`.
   *  What was asked for earlier than that which is there may know less. `isAct`: the answer says what an act has just
   *  made, which questions that are still on their way may not know. */
  take(id, begun, { isAct = false } = {}) {
    const isLate = (this.brought.get(id) ?? 0) > begun;
    if (isLate && !isAct) return { show: false, again: true };
    this.brought.set(id, isAct ? this.begin() : begun);
    return { show: true, again: isLate };
  }
}
