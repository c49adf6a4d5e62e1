import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { FileIssue } from '../issues/file-issue.js';
import { issue } from '../issues/file-issue.js';
import { Refusal } from '../issues/refusal.js';
import { mostColumns, type TableRow } from '../rows/table-row.js';
import { decoderOf, findEncoding, textPlaceOf } from '../text/decode-text.js';
import { withoutGuard } from './formula-guard.js';

const delimiters = [';', ',', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** Characters of a row at most, so that a quote never closed ends soon. */
const longestRow = 1 << 20;
const chunkBytes = 1 << 16;

/** The rows of a CSV file. Encoding and delimiter are found, and said where they are not the usual ones. */
export async function* readCsv(bytes: Buffer, issues: FileIssue[]): AsyncGenerator<TableRow> {
  const encoding = findEncoding(bytes);
  const beginning = decodeChunk(decoderOf(encoding), bytes.subarray(0, chunkBytes), true, 0);
  const declaration = /^sep=([;,\t|])\r?\n?/.exec(beginning);
  const delimiter = delimiters.find((sign) => sign === declaration?.[1]) ?? findDelimiter(beginning);
  if (encoding !== 'UTF-8') {
    issues.push(issue('ENCODING_GUESSED', 'NOTICE', `Кодировка файла определена как ${encoding}.`));
  }
  let row = 0;
  let line = 1;
  const parser = parse({
    delimiter,
    max_record_size: longestRow,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // A quote inside a name is no quote of CSV: МБДОУ "Солнышко".
    relax_quotes: true,
    // Counted as they are parsed: the rows before an error are lost with the stream, but not its place.
    on_record: (record: string[]) => {
      const placed = { row: ++row, line, record };
      line += 1 + record.reduce((sum, text) => sum + breaksIn(text), 0);
      // Cast: the parser hands on whatever it is given back; its types know only the record itself.
      return placed as never;
    },
  });
  const records: AsyncIterable<{ row: number; line: number; record: string[] }> = Readable.from(textOf(bytes, encoding))
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  try {
    for await (const at of records) {
      if (at.record.length > mostColumns) {
        const message = `В строке ${at.record.length} граф, принимается не больше ${mostColumns}.`;
        throw new Refusal('FILE_TOO_LARGE', message, { row: at.row, line: at.line });
      }
      if (declaration && at.row === 1) continue;
      yield {
        row: at.row,
        line: at.line,
        cells: at.record.map((text) => ({ text: withoutGuard(text), kind: 'TEXT' })),
      };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refusalOf(error, row + 1, line);
  }
}

function* textOf(bytes: Buffer, encoding: ReturnType<typeof findEncoding>): Generator<string> {
  const decoder = decoderOf(encoding);
  let lines = 0;
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    const chunk = bytes.subarray(from, from + chunkBytes);
    const text = decodeChunk(decoder, chunk, from + chunkBytes < bytes.length, lines);
    const nul = text.indexOf('\0');
    if (nul >= 0) {
      const { line } = textPlaceOf(text, nul);
      throw new Refusal('CHARACTER_INVALID', 'В файле есть нулевой знак (NUL).', { line: lines + line });
    }
    lines += breaksIn(text);
    if (text !== '') yield text;
  }
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function decodeChunk(decoder: ReturnType<typeof decoderOf>, chunk: Buffer, more: boolean, lines: number): string {
  try {
    return decoder.decode(chunk, { stream: more });
  } catch {
    throw new Refusal('ENCODING_UNKNOWN', `Текст повреждён после строки ${lines + 1}. Сохраните его заново в UTF-8.`, {
      line: lines + 1,
    });
  }
}

/** The sign that parts the first rows alike; of several the one with more columns. */
function findDelimiter(text: string): Delimiter {
  const rows = withoutQuoted(text)
    .split(/\r\n|\r|\n/)
    .filter((row) => row.trim() !== '')
    .slice(0, 20);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of delimiters) {
    const counts = rows.map((row) => row.split(delimiter).length - 1);
    const usual = modeOf(counts.filter((count) => count > 0));
    const alike = counts.filter((count) => count === usual).length / rows.length;
    // How many rows agree matters more than how many columns there are: names and addresses have commas.
    const score = usual === 0 ? 0 : alike * 10 + Math.min(usual, 9) / 10;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function withoutQuoted(text: string): string {
  return text.replace(/(?<=^|[;,\t|\r\n])"(?:[^"]|"")*"/g, 'x');
}

function modeOf(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

function refusalOf({ code }: CsvError, row: number, line: number): Refusal {
  if (code === 'CSV_MAX_RECORD_SIZE') {
    const message = `Строка длиннее ${longestRow} знаков: возможно, в ней не закрыта кавычка.`;
    return new Refusal('FILE_TOO_LARGE', message, { row, line });
  }
  return new Refusal('UNBALANCED_QUOTES', 'Кавычка открыта, но не закрыта.', { row, line });
}
