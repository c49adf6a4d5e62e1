import { Refusal } from '../issues/refusal.js';
import { readXml } from './xml.js';
import { type Archive, type ArchiveLimits, openArchive } from './zip.js';

/** A file of Word or Excel: parts, and which of them refer to which. */
export interface OfficeFile {
  archive: Archive;
  /** Name of the main part, by convention «word/document.xml» or «xl/workbook.xml». */
  main: string;
  /** Relations of a part: id → type and name of the part that it refers to. */
  relations(part: string): Promise<Map<string, Relation>>;
}

export interface Relation {
  /** Last word of its type: «header», «worksheet», «styles». */
  type: string;
  /** Name of the part; null where it lies outside of the file. */
  part: string | null;
}

type Kind = 'docx' | 'xlsx';

const names = { docx: 'документ Word (.docx)', xlsx: 'книгу Excel (.xlsx)' };
const words = { docx: 'wordprocessingml', xlsx: 'spreadsheetml' };

/** Opens a file of that kind, or throws a Refusal: its content decides, not its name. */
export async function openOfficeFile(bytes: Buffer, kind: Kind, limits: ArchiveLimits): Promise<OfficeFile> {
  checkContainer(bytes, kind);
  const archive = await openArchive(bytes, limits);
  if (archive.names.has('mimetype') || !archive.names.has('[Content_Types].xml')) {
    throw new Refusal('FILE_FORMAT', `Ожидается ${names[kind]}, а это другой файл в архиве ZIP. Сохраните его заново.`);
  }
  const relations = (part: string) => readRelations(archive, part);
  const main = [...(await relations('')).values()].find(({ type }) => type === 'officeDocument')?.part ?? null;
  const types = await readContentTypes(archive);
  const type = main === null ? undefined : types.get(`/${main}`.toLowerCase());
  const all = [...types.values()].join(' ');
  if (
    /macroEnabled|vbaProject/i.test(all) ||
    [...archive.names].some((name) => /vbaProject|\.bin$/i.test(name) && /vba/i.test(name))
  ) {
    throw new Refusal('FILE_UNSAFE', `В файле есть макросы. Сохраните его как ${names[kind]} без макросов.`);
  }
  if (main === null || !archive.names.has(main) || !type?.includes(words[kind])) {
    throw new Refusal('FILE_FORMAT', `Ожидается ${names[kind]}, а в файле его нет.`);
  }
  return { archive, main, relations };
}

/** Refuses a file whose first bytes are of another format, in words that help: the old formats, protected files and others are often renamed. */
function checkContainer(bytes: Buffer, kind: Kind): void {
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return;
  if (bytes.length === 0) throw new Refusal('FILE_BROKEN', 'Файл пуст.');
  if (bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) {
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
      throw new Refusal('FILE_ENCRYPTED', 'Файл защищён паролем: снимите защиту.');
    }
    throw new Refusal('FILE_FORMAT', `Файл старого формата (.doc, .xls). Сохраните его как ${names[kind]}.`);
  }
  const head = bytes.subarray(0, 512).toString('latin1').trimStart();
  const description = others.find(([start]) => start.test(head))?.[1] ?? 'это другой файл или он повреждён';
  throw new Refusal('FILE_FORMAT', `Ожидается ${names[kind]}, а ${description}. Сохраните его заново.`);
}

const others: [RegExp, string][] = [
  [/^%PDF/, 'это PDF'],
  [/^\{\\rtf/, 'это RTF'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)/i, 'это страница HTML или файл XML'],
];

async function readContentTypes(archive: Archive): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  await readXml('[Content_Types].xml', archive.read('[Content_Types].xml'), {
    open({ name, attribute }) {
      const key = name === 'Override' ? attribute('PartName') : name === 'Default' ? attribute('Extension') : undefined;
      if (key) types.set(key.toLowerCase(), attribute('ContentType') ?? '');
    },
    close() {},
  });
  return types;
}

async function readRelations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  if (!archive.names.has(name)) return relations;
  await readXml(name, archive.read(name), {
    open(element) {
      const [id, target] = [element.attribute('Id'), element.attribute('Target')];
      if (element.name !== 'Relationship' || id === undefined || target === undefined) return;
      const type = element.attribute('Type')?.split('/').at(-1) ?? '';
      const inside = element.attribute('TargetMode') !== 'External';
      relations.set(id, { type, part: inside ? resolve(folder, target) : null });
    },
    close() {},
  });
  return relations;
}

/** «../media/a.xml» as seen from «xl/worksheets/». */
function resolve(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
