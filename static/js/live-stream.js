// One stream of notices from the server, for as long as somebody looks at the page. Knows nothing of what they mean.

export const KINDS = ["marked", "revealed", "rights", "inbox"];
const SILENT = 50_000; // ms without a word, though the server says `here` every 20 s: the connection died unnoticed
const DOUBTFUL = 25_000; // ms of silence after which whoever looks again is not kept waiting for SILENT
const BEAT = 5000; // ms; a beat that comes much later comes after a sleep
const PATIENT = 30_000; // ms between two tries at most
const HIDDEN = 30_000; // ms after which a page that nobody sees stops listening: browsers have few connections to a host

/** Milliseconds before the next try, all different: a thousand pages must not come back in the same moment. */
export const delay = (failures, random = Math.random(), longest = PATIENT) => 1000 + random * Math.min(longest - 1000, 2000 * 2 ** failures);

export const address = (url, cursor) => `${url}${url.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;

/** Listens from `cursor` on, as the page was rendered, and comes back with the newest one after whatever happens.
 *  `onNotice(kind, data)` for each of `kinds`, in order, none twice; `onResync(data)` when more was missed than is
 *  known: load anew; `onBye()` when one may not listen any more. `longest`: ms between two tries at most. */
export class LiveStream {
  constructor({ url, cursor = "", kinds = KINDS, onNotice, onResync = () => {}, onBye = () => {}, longest = PATIENT, world = globalThis }) {
    Object.assign(this, { url, cursor, kinds, onNotice, onResync, onBye, longest, world });
    [this.failures, this.beatAt] = [0, world.Date.now()];
    this.listening = new AbortController();
    const { signal } = this.listening;
    world.document.addEventListener("visibilitychange", () => this.look(), { signal });
    world.addEventListener("online", () => { this.rest(); this.open(); }, { signal }); // by another network
    world.addEventListener("pageshow", () => this.open(), { signal });
    world.addEventListener("pagehide", () => this.rest(), { signal });
    this.beating = world.setInterval(() => this.beat(), BEAT);
    this.open();
  }

  get isHidden() {
    return this.world.document.visibilityState === "hidden";
  }

  /** Does nothing when it is open, nobody looks or all is over. */
  open() {
    if (this.source || this.isHidden || this.isMoved || this.listening.signal.aborted) return;
    this.rest();
    this.source = new this.world.EventSource(address(this.url, this.cursor));
    this.source.onerror = () => this.fail();
    this.wake();
    this.hear("here", () => {});
    this.hear("hello", () => { this.failures = 0; });
    this.hear("resync", (data) => this.onResync(data));
    this.hear("moved", () => { this.isMoved = true; this.rest(); });
    this.hear("bye", () => { this.close(); this.onBye(); });
    for (const kind of this.kinds) this.hear(kind, (data) => this.onNotice(kind, data));
  }

  hear(kind, act) {
    this.source.addEventListener(kind, ({ data, lastEventId }) => {
      this.wake();
      this.cursor = lastEventId || this.cursor;
      act(JSON.parse(data));
    });
  }

  /** Something was heard: be patient again. A device that slept counts by its calendar. */
  wake() {
    this.heardAt = this.world.Date.now();
    this.world.clearTimeout(this.silence);
    this.silence = this.world.setTimeout(() => this.fail(), SILENT);
  }

  /** Also after an answer that is no stream, where a browser would give up. */
  fail() {
    this.rest();
    this.timer = this.world.setTimeout(() => this.open(), delay(this.failures++, Math.random(), this.longest));
  }

  /** A device may have slept with the page in sight: its connection is not to be trusted. */
  beat() {
    const now = this.world.Date.now();
    const hasSlept = now - this.beatAt > 3 * BEAT;
    this.beatAt = now;
    if (hasSlept && this.source) { this.rest(); this.open(); }
  }

  look() {
    this.world.clearTimeout(this.hiding);
    if (this.isHidden) {
      this.hiding = this.world.setTimeout(() => this.rest(), HIDDEN);
    } else {
      this.isMoved = false;
      if (this.world.Date.now() - this.heardAt > DOUBTFUL) this.rest();
      this.open();
    }
  }

  /** Until somebody looks again. */
  rest() {
    this.world.clearTimeout(this.timer);
    this.world.clearTimeout(this.silence);
    this.source?.close();
    this.source = undefined;
  }

  /** For ever. */
  close() {
    this.listening.abort();
    this.world.clearInterval(this.beating);
    this.world.clearTimeout(this.hiding);
    this.rest();
  }
}
