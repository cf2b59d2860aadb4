// Which choice says one more: not read → read → studied → taken back. Pure. Tested by `node --test`.

const CHOICES = { unread: 0, read: 1, studied: 1 }; // the second one, pressed again, is taken back

export const stepOf = (standing) => CHOICES[standing] ?? 0;
