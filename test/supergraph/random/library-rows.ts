export interface Row {
  /** Not `__typename`: a subgraph sets that to its own name of the type, which may be the interface's. */
  readonly type: string;
  /** Tells rows without an id apart as well. */
  readonly row: string;
  readonly [field: string]: unknown;
  /** In a subgraph, what the gateway sent about the entity. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** Stands for another row. */
export interface To {
  to: string;
}
export const to = (row: string): To => ({ to: row });
const all = (...rows: string[]) => rows.map(to);

/** By their names. */
export const rows = new Map<string, Row>();
function add(type: string, row: string, fields: Record<string, unknown>): void {
  rows.set(row, { type, row, ...fields });
}

for (const [row, code, name, population, twin] of [
  ['north', 'N', 'Ob', 100, 'south'],
  ['south', 'S', 'Ob', 200, 'north'],
  ['west', 'N', 'Ik', null, null],
] as const) {
  add('Region', `${row}-region`, { code });
  add('Place', row, {
    region: to(`${row}-region`),
    name,
    population,
    zone: `zone-${row}`,
    twin: twin && to(twin),
    visitors: row === 'west' ? [] : [to('p1'), null, to('p3')],
  });
}
['Anna', 'Boris', null, 'Daria', 'Egor'].forEach((name, at) => {
  const id = `p${at + 1}`;
  add('Address', `${id}-address`, { city: at % 2 ? null : `city-${at}`, zip: `zip-${at}` });
  add('Person', id, {
    id,
    label: `person ${id}`,
    email: `${id}@library.example`,
    name,
    age: 20 + at,
    friends: all(...['p1', 'p2', 'p4'].filter((friend) => friend !== id)),
    best: at === 2 ? null : to(`p${((at + 2) % 5) + 1}`),
    address: at === 3 ? null : to(`${id}-address`),
    home: to(['north', 'south', 'west'][at % 3]!),
    zone: at === 1 ? null : `zone of ${id}`,
    credits: all(...['b1', 'f1', 'b3', 'f2'].slice(at % 3, (at % 3) + 2)),
    reviews: at === 4 ? [null, to('r1')] : all(`r${at + 1}`),
    copies: all(...['c1', 'c2', 'c3'].slice(0, at % 3)),
  });
});
for (let at = 1; at <= 4; at++) {
  add('Book', `b${at}`, {
    id: `b${at}`,
    label: `book b${at}`,
    title: at === 2 ? null : `Book ${at}`,
    rank: at,
    maker: at === 3 ? null : to(`p${at}`),
    pages: at * 100,
    grams: at * 250,
    sequel: at === 4 ? null : to(`b${at + 1}`),
    score: at / 2,
    reviews: all(`r${at}`, 'r5'),
    copies: all(...['c1', 'c2'].slice(at % 2)),
  });
}
for (let at = 1; at <= 3; at++) {
  add('Film', `f${at}`, {
    id: `f${at}`,
    label: `film f${at}`,
    title: at === 3 ? null : `Film ${at}`,
    rank: 10 + at,
    maker: to('p5'),
    minutes: 60 + at,
    grams: at === 2 ? null : 40 + at,
    cast: at === 1 ? null : all('p1', 'p2'),
    score: at === 1 ? null : at,
    reviews: at === 2 ? [] : all('r3'),
  });
}
['b1', 'f1', 'b2', null, 'f3'].forEach((subject, at) => {
  const id = `r${at + 1}`;
  const text = at === 2 ? null : `text ${id}`;
  add('Review', id, { id, text, stars: at, author: to(`p${at + 1}`), subject: subject && to(subject) });
});
['b1', 'f2', 'b4'].forEach((item, at) => {
  const owner = at === 1 ? null : to(`p${at + 1}`);
  const state = [null, 'NEW', 'WORN'][at];
  add('Copy', `c${at + 1}`, {
    id: `c${at + 1}`,
    item: to(item),
    place: [to('north'), null, to('west')][at],
    state,
    owner,
  });
});
add('Query', 'query', {
  grid: [all('b1', 'f1'), [], [to('f2'), null, to('b2')]],
  people: all('p1', 'p2', 'p3', 'p4', 'p5'),
  me: to('p2'),
  nodes: [to('p3'), null, to('p1')],
  places: [to('north'), null, to('west')],
  top: to('r1'),
  bestItem: to('f2'),
  copies: all('c1', 'c2', 'c3'),
  books: [to('b4'), to('b1'), null],
});
