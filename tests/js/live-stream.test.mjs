// A stream comes back where it left off, whatever happens to the connection, the page and the reader's rights.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LiveStream, address, delay } from "../../static/js/live-stream.js";

/** A window with a clock that is turned by hand; `sources` are the streams that were opened. */
class World extends EventTarget {
  constructor() {
    super();
    const world = this;
    this.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
    this.timers = new Map();
    this.sources = [];
    this.Date = { now: () => this.time };
    this.time = 0;
    this.EventSource = class extends EventTarget {
      constructor(url) { super(); this.url = url; world.sources.push(this); }
      close() { this.isClosed = true; }
      say(kind, data = {}, lastEventId = "") { this.dispatchEvent(Object.assign(new Event(kind), { data: JSON.stringify(data), lastEventId })); }
    };
  }

  setInterval(act) { this.beat = act; return act; }
  clearInterval() { this.beat = undefined; }
  setTimeout(act, milliseconds) { this.timers.set(act, milliseconds); return act; }
  clearTimeout(act) { this.timers.delete(act); }
  pass(milliseconds) {
    for (const [act, after] of [...this.timers]) if (after <= milliseconds && this.timers.delete(act)) act();
  }
  show(state) { this.document.visibilityState = state; this.document.dispatchEvent(new Event("visibilitychange")); }
  get last() { return this.sources.at(-1); }
}

function listen({ cursor = "study-3:5", ...more } = {}) {
  const world = new World(), heard = [];
  const stream = new LiveStream({
    url: "/live/?study=3", cursor, world,
    onNotice: (kind, data) => heard.push([kind, data]),
    onResync: () => heard.push("resync"),
    onBye: () => heard.push("bye"),
    ...more,
  });
  return { world, heard, stream };
}

test("waiting grows from seconds to half a minute and differs from page to page", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 40].map((failures) => delay(failures, 1)), [3000, 5000, 9000, 17000, 30000, 30000]);
  assert.equal(delay(9, 0), 1000);
});

test("the cursor joins an address that has a question already, or none", () => {
  assert.equal(address("/live/?study=3", "study-3:5,user-1:2"), "/live/?study=3&cursor=study-3%3A5%2Cuser-1%3A2");
  assert.equal(address("/live/", ""), "/live/?cursor=");
});

test("notices come with their kind, and a broken stream goes on after the last one", () => {
  const { world, heard } = listen();
  assert.match(world.last.url, /cursor=study-3%3A5$/);
  world.last.say("marked", { paragraphs: [12], version: 6 }, "study-3:6");
  assert.deepEqual(heard, [["marked", { paragraphs: [12], version: 6 }]]);
  world.last.onerror();
  assert.ok(world.last.isClosed);
  world.pass(3000);
  assert.equal(world.sources.length, 2);
  assert.match(world.last.url, /cursor=study-3%3A6$/);
});

test("tries grow rarer until the server says hello", () => {
  const { world, stream } = listen();
  for (let failures = 0; failures < 5; failures++) { world.last.onerror(); world.pass(30_000); }
  assert.equal(stream.failures, 5);
  world.last.say("hello");
  assert.equal(stream.failures, 0);
});

test("a message without a place leaves the cursor where it was", () => {
  const { world, stream } = listen();
  world.last.say("hello");
  assert.equal(stream.cursor, "study-3:5");
});

test("bye is for ever", () => {
  const { world, heard } = listen();
  world.last.say("bye");
  world.show("hidden"); world.show("visible");
  world.dispatchEvent(new Event("online"));
  world.pass(60_000);
  assert.deepEqual(heard, ["bye"]);
  assert.equal(world.sources.length, 1);
});

test("after a resync it goes on from the new place, be it lower", () => {
  const { world, heard } = listen({ cursor: "study-3:57" });
  world.last.say("resync", { topic: "study-3" }, "study-3:1");
  world.last.onerror();
  world.pass(3000);
  assert.deepEqual(heard, ["resync"]);
  assert.match(world.last.url, /cursor=study-3%3A1$/);
});

test("a page that is hidden for long stops listening, and misses nothing when it is looked at again", () => {
  const { world } = listen();
  world.show("hidden");
  world.pass(29_999);
  assert.ok(!world.last.isClosed);
  world.pass(30_000);
  assert.ok(world.last.isClosed);
  world.show("visible");
  assert.equal(world.sources.length, 2);
});

test("a short look elsewhere changes nothing", () => {
  const { world } = listen();
  world.show("hidden"); world.show("visible");
  world.pass(30_000);
  assert.equal(world.sources.length, 1);
  assert.ok(!world.last.isClosed);
});

test("where another page took its place it waits until it is looked at", () => {
  const { world } = listen();
  world.last.say("moved");
  world.dispatchEvent(new Event("online"));
  world.pass(60_000);
  assert.equal(world.sources.length, 1);
  world.show("hidden"); world.show("visible");
  assert.equal(world.sources.length, 2);
});

test("the network is back, or the page came back from history: at once", () => {
  for (const event of ["online", "pageshow"]) {
    const { world } = listen();
    world.last.onerror();
    world.dispatchEvent(new Event(event));
    assert.equal(world.sources.length, 2);
    world.last.say("here");
    world.pass(30_000);
    assert.equal(world.sources.length, 2);
  }
});

test("a connection that died unnoticed is made anew", () => {
  const { world } = listen();
  world.last.say("here");
  world.pass(49_999);
  assert.equal(world.sources.length, 1);
  world.pass(50_000);
  assert.ok(world.sources[0].isClosed);
});

test("a device that slept does not trust its old connection", () => {
  const { world } = listen();
  world.show("hidden");
  world.time = 3_600_000;
  world.show("visible");
  assert.equal(world.sources.length, 2);
});

test("nor does it when the page was in sight all the time", () => {
  const { world } = listen();
  for (const time of [5000, 10_000, 15_500]) { world.time = time; world.beat(); }
  assert.equal(world.sources.length, 1);
  world.time = 60_000;
  world.beat();
  assert.ok(world.sources[0].isClosed);
  assert.equal(world.sources.length, 2);
});

test("after half a minute elsewhere nobody waits for an old connection", () => {
  const { world } = listen();
  world.show("hidden");
  world.time = 26_000;
  world.show("visible");
  assert.equal(world.sources.length, 2);
});

test("where it matters it comes back soon, however often it fails", () => {
  assert.deepEqual([0, 1, 9].map((failures) => delay(failures, 1, 3000)), [3000, 3000, 3000]);
  assert.equal(delay(9, 0, 3000), 1000);
  const { world } = listen({ longest: 3000 });
  for (let failures = 0; failures < 5; failures++) { world.last.onerror(); world.pass(3000); }
  assert.equal(world.sources.length, 6);
});

test("a page that is left lets go of its connection", () => {
  const { world } = listen();
  world.dispatchEvent(new Event("pagehide"));
  assert.ok(world.last.isClosed);
});

test("closed stays closed", () => {
  const { world, stream } = listen();
  stream.close();
  stream.open();
  world.show("visible");
  assert.equal(world.sources.length, 1);
  assert.ok(world.last.isClosed);
});

test("other kinds are asked for by name", () => {
  const { world, heard } = listen({ kinds: ["focus"] });
  world.last.say("focus", { paragraph: 12 });
  world.last.say("marked");
  assert.deepEqual(heard, [["focus", { paragraph: 12 }]]);
});
