// Where a dragged thing lands in a list. Pure.

/** The place, counted from 0, among `boxes` ({ top, bottom } of the others, in order) of something whose middle is at `y`. */
export function placeAt(boxes, y) {
  const below = boxes.findIndex(({ top, bottom }) => y < (top + bottom) / 2);
  return below < 0 ? boxes.length : below;
}

/** No place before those that stay where they are. */
export const bounded = (place, first, last) => Math.max(first, Math.min(place, last));
