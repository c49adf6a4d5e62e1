import { TextDecoder } from 'node:util';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Refusal } from '../issues/refusal.js';

/** Receives the elements and texts of a part of an office file as they are read. Names are without prefix; `space` is the namespace. */
export interface XmlHandler {
  open(element: XmlElement): void;
  close(name: string, space: string): void;
  text?(text: string): void;
}

export interface XmlElement {
  name: string;
  space: string;
  /** An attribute by its name without prefix. */
  attribute(name: string): string | undefined;
}

/** Elements inside each other at most. */
const deepest = 256;
/** Characters of one token at most: the parser holds it whole. */
const longestToken = 1 << 20;

/**
 * Reads XML piece by piece. Refused: what is not well-formed, a document type (so there are no entities to expand and
 * nothing to fetch), and elements nested or tokens grown beyond any honest file.
 */
export async function readXml(part: string, chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of pieceByPiece(part, chunks, handler));
}

/** Reads likewise, but stops after each chunk, so that a caller can pass on its content before the next. */
export async function* pieceByPiece(
  part: string,
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const broken = (what: string) => {
    const place = { line: parser.line, column: parser.column };
    return new Refusal('FILE_BROKEN', `Часть файла «${part}» повреждена: ${what}.`, place);
  };
  let depth = 0;
  let sinceToken = 0;
  parser.on('error', () => {
    throw broken('она не является правильным XML');
  });
  parser.on('doctype', () => {
    throw doctype(part);
  });
  parser.on('opentag', (tag) => {
    sinceToken = 0;
    if (++depth > deepest) throw broken(`вложенность больше ${deepest}`);
    handler.open(elementOf(tag));
  });
  parser.on('closetag', (tag) => {
    sinceToken = 0;
    depth--;
    handler.close(tag.local, tag.uri);
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));

  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk);
    const text = decode(decoder, chunk, broken);
    sinceToken += text.length;
    // Before the parser has it whole: a document type may be as long as the file.
    if (text.includes('<!DOCTYPE')) throw doctype(part);
    parser.write(text);
    if (sinceToken > longestToken) throw broken('одно значение длиннее миллиона знаков');
    yield;
  }
  if (!decoder) throw broken('она пуста');
  parser.write(decode(decoder, undefined, broken)).close();
  yield;
}

function doctype(part: string): Refusal {
  return new Refusal('FILE_UNSAFE', `В части файла «${part}» объявлены сущности (DOCTYPE); такой файл не принимается.`);
}

function elementOf(tag: SaxesTagNS): XmlElement {
  return {
    name: tag.local,
    space: tag.uri,
    attribute(name) {
      // Most have no prefix, and there are millions of them.
      if (Object.hasOwn(tag.attributes, name)) return tag.attributes[name]?.value;
      for (const key in tag.attributes) if (tag.attributes[key]?.local === name) return tag.attributes[key]?.value;
      return undefined;
    },
  };
}

function decoderFor(first: Buffer): TextDecoder {
  const mark = first.length > 1 ? first.readUInt16BE(0) : 0;
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined, broken: (what: string) => Refusal): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw broken('знаки записаны не в той кодировке, которая объявлена');
  }
}
