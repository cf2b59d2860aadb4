import assert from "node:assert/strict";
import { test } from "node:test";

import { elapsed, words } from "../../static/js/meeting-clock.js";
import { Following, placeIn } from "../../static/js/meeting-follow.js";

const place = (moves, start = moves * 100) => ({ moves, revision: 1, start, paragraph: moves });

test("a page follows from the first move on", () => {
  const follow = new Following();
  assert.equal(follow.isFollowing, false);
  assert.equal(follow.hear(place(1)), true);
  assert.equal(follow.isFollowing, true);
});

test("what was heard, and what comes late, moves nobody", () => {
  const follow = new Following(place(5));
  assert.equal(follow.hear(place(5)), false);
  assert.equal(follow.hear(place(4)), false);
  assert.equal(follow.place.moves, 5);
  assert.equal(follow.hear(place(7)), true);
});

test("who scrolled stays, knows where the others are, and can go back", () => {
  const follow = new Following(place(1));
  follow.hold();
  assert.equal(follow.hear(place(2)), false);
  assert.equal(follow.isFollowing, false);
  assert.equal(follow.place.moves, 2);
  follow.join();
  assert.equal(follow.isFollowing, true);
  assert.equal(follow.hear(place(3)), true);
});

test("who writes stays; who missed nothing meanwhile follows on, who did is asked", () => {
  const follow = new Following(place(1));
  follow.write(true);
  assert.equal(follow.isFollowing, false);
  follow.write(false);
  assert.equal(follow.isFollowing, true);
  follow.write(true);
  assert.equal(follow.hear(place(2)), false);
  assert.equal(follow.isFollowing, false);
  follow.write(false);
  assert.equal(follow.isFollowing, false);
});

test("a page that was opened elsewhere does not follow", () => {
  assert.equal(new Following(place(3), { isAway: true }).isFollowing, false);
});

test("the page says where everybody is", () => {
  assert.deepEqual(placeIn({ moves: "3", revision: "2", start: "120", number: "4" }), { moves: 3, revision: 2, start: 120, paragraph: 4 });
  assert.equal(placeIn({ moves: "0", revision: "", start: "", number: "" }), undefined);
  assert.equal(placeIn({ moves: "1", revision: "2", start: "0", number: "1" }).start, 0);
});

test("timers count down, stop in a pause, and say what is over", () => {
  assert.equal(elapsed({ began: 1000, spent: "30" }, 61_000), 90);
  assert.equal(elapsed({ began: 1000, paused: 31_000 }, 99_000), 30);
  assert.equal(elapsed({ began: 0, spent: "30" }, 99_000), 30);
  assert.deepEqual([760, 59.2, 0, -80, 3661].map(words), ["12:40", "1:00", "0:00", "+1:20", "1:01:01"]);
});
