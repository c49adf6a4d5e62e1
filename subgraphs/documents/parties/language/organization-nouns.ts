import { elementAt } from '../../lists/elements.js';
import { formsOf, type Noun } from './inflection.js';

/** Words of Russian administration: heads of names, posts, legal forms. Nothing here belongs to one municipality. */

export type HeadKind =
  | 'BODY'
  | 'ADMINISTRATION'
  | 'MINISTRY'
  | 'COMMISSION'
  | 'CENTRE'
  | 'INSTITUTION'
  | 'GROUP'
  | 'OTHER';

export interface Head extends Noun {
  kind: HeadKind;
}

const heads: Head[] = [
  ...nouns('BODY', 'M', 'отдел комитет департамент сектор'),
  ...nouns('BODY', 'N', 'управление'),
  ...nouns('BODY', 'F', 'служба инспекция'),
  { kind: 'BODY', lemma: 'орган', gender: 'M' },
  ...nouns('ADMINISTRATION', 'F', 'администрация мэрия дума'),
  ...nouns('ADMINISTRATION', 'N', 'правительство собрание'),
  ...nouns('MINISTRY', 'N', 'министерство агентство'),
  ...nouns('COMMISSION', 'F', 'комиссия коллегия'),
  ...nouns('COMMISSION', 'M', 'совет оргкомитет штаб педсовет консилиум'),
  ...nouns('COMMISSION', 'N', 'жюри'),
  ...nouns('CENTRE', 'M', 'центр институт кабинет'),
  ...nouns('CENTRE', 'F', 'академия'),
  { kind: 'INSTITUTION', lemma: 'организация', gender: 'F' },
  ...nouns('INSTITUTION', 'N', 'учреждение'),
  ...nouns('INSTITUTION', 'F', 'школа гимназия площадка'),
  ...nouns('INSTITUTION', 'M', 'лицей сад детсад техникум колледж интернат университет дом дворец'),
  ...nouns('GROUP', 'F', 'группа команда ассоциация лаборатория секция'),
  ...nouns('GROUP', 'N', 'объединение сообщество методобъединение общество'),
  ...nouns(
    'GROUP',
    'M',
    'наблюдатель родитель эксперт участник волонтер доброволец партнер клуб актив союз профсоюз консорциум',
  ),
  ...nouns('GROUP', 'F', 'общественность'),
  ...nouns(
    'OTHER',
    'F',
    'бухгалтерия библиотека редакция больница поликлиника полиция прокуратура дирекция палата типография',
  ),
  ...nouns('OTHER', 'M', 'музей филиал фонд оператор'),
  ...nouns('OTHER', 'N', 'отделение подразделение предприятие'),
];
for (const head of heads) {
  if (head.lemma === 'площадка') head.genitivePlural = 'площадок';
  if (head.lemma === 'доброволец') Object.assign(head, { plural: 'добровольцы', genitivePlural: 'добровольцев' });
  if (head.lemma === 'дом') head.plural = 'дома';
}

export const headForms = formsOf(heads);

/** Whose post it is: heads and officials are of something; staff that is named together is a group by itself, and a role («муниципальный координатор») too. */
export type PostKind = 'HEAD' | 'OFFICIAL' | 'STAFF' | 'ROLE';

export interface Post extends Noun {
  kind: PostKind;
}

const posts: Post[] = [
  ...posted(
    'HEAD',
    'руководитель начальник заместитель председатель ректор проректор министр мэр губернатор заведующий управляющий завуч',
  ),
  { kind: 'HEAD', lemma: 'директор', gender: 'M', plural: 'директора', genitivePlural: 'директоров' },
  { kind: 'HEAD', lemma: 'глава', gender: 'M' },
  ...posted('OFFICIAL', 'специалист методист консультант инспектор секретарь сотрудник работник'),
  ...posted('OFFICIAL', 'представитель член администратор ответственный исполнитель советник помощник бухгалтер юрист'),
  ...posted('OFFICIAL', 'технолог программист механик делопроизводитель служащий'),
  ...posted(
    'STAFF',
    'педагог воспитатель психолог логопед дефектолог наставник тьютор библиотекарь организатор инструктор',
  ),
  ...posted('ROLE', 'координатор куратор'),
  { kind: 'STAFF', lemma: 'учитель', gender: 'M', plural: 'учителя' },
];

export const postForms = formsOf(posts);

const shortPosts: [RegExp, PostKind][] = [
  [/^(?:зам|нач|рук|зав|дир|пред)\.?$/i, 'HEAD'],
  [/^(?:спец|конс|отв|исп)\.$/i, 'OFFICIAL'],
];

export interface PostForm {
  kind: PostKind;
  lemma: string;
  nominative: boolean;
  /** «директору», «руководителям». */
  dative: boolean;
  plural: boolean;
}

/** «специалисты», «педагогам-психологам», «зам.»; null for a word that names no post. */
export function postOf(word: string): PostForm | null {
  const short = shortPosts.find(([pattern]) => pattern.test(word));
  if (short) return { kind: short[1], lemma: word.toLowerCase(), nominative: true, dative: false, plural: false };
  const forms = postForms.get(plain(word)) ?? postForms.get(elementAt(plain(word).split('-'), 0));
  if (!forms || (plain(word).includes('-') && !postForms.has(plain(word)) && !/^[а-я]+-[а-я]{4,}$/.test(plain(word))))
    return null;
  const nominative = forms.find((form) => form.nominative);
  const { noun, number } = nominative ?? elementAt(forms, 0);
  return {
    kind: noun.kind,
    lemma: noun.lemma,
    nominative: nominative !== undefined,
    dative: /(?:у|ю|ам|ям|ым|им)$/.test(plain(word)),
    plural: number === 'PLURAL',
  };
}

export function headsOf(word: string) {
  return headForms.get(plain(word)) ?? [];
}

/** «МАУ», «ГБПОУ», «ФГБОУ», «ДПО»: parts of an abbreviated legal form. */
export function isLegalForm(word: string): boolean {
  return legalForm.test(word);
}

const legalForm =
  /^(?:(?:ФГ|ОГ|КГ|РГ|СПб|[МГФОКРН])?[БАК](?:У|УК|УДО|УДПО|ОУ|НОУ|ОУДОД|УДОД|ДОУ|ПОУ|ПОО|УЗ|УСО)|М(?:У|ОУ|ДОУ|УК|УП|КП)|ГУ|ГОУ|ЧОУ|ЧДОУ|НОУ|НЧОУ|АНО|АНОО|АНПОО|ООО|ОАО|АО|ПАО|ДПО|ДПОС|ВО|СПО|ОДПО|ГБПОУ|ГАПОУ|ИП|РОО|ОО[ИО])$/;

/** Only with another form before it: «МАУ ДПО». */
export const dependentForm = /^(?:ДПО|ВО|СПО|ДО|ДОД|ДПОС)$/;

/** Is it written as an abbreviation: at least two capitals and hardly anything else. */
export function isAcronym(word: string): boolean {
  if (!/^[А-ЯЁ][А-ЯЁа-яё]*(?:-\d+)?$/.test(word)) return false;
  const capitals = word.replace(/[^А-ЯЁ]/g, '').length;
  return capitals >= 2 && capitals * 2 > word.length;
}

/** Words that go on the name of a body behind a comma: «управление образования, культуры и спорта». */
export const fieldOfWork =
  /^(?:культур|спорт|молод[её]ж|наук|туризм|физическ|физкультур|социальн|семь|семей|детств|опек|попечительств|труд|занятост|искусств|информац|связ|кадр|воспитан|здоровь|здравоохран|экономик|финанс|архив|национальн|защит|материнств)/i;

/** Nouns of places and units of government, in any case. */
export const placeWord =
  /^(?:город(?:а|у|ом|е|ов|ам)?|г\.|район(?:а|у|ом|е|ов|ах|ы)?|округ(?:а|у|ом|е|ов|ах|и)?|област(?:ь|и|ью|ей)|кра(?:й|я|ю|ем|е)|республик(?:а|и|е|у|ой)|пос[её]лк(?:а|у|ом|ов)|пос[её]лок|пос\.|пгт|сел(?:о|а|у|ом|е)|с\.|станиц(?:а|ы|е|у|ой)|ст\.|поселени(?:е|я|ю|ем|й)|образовани(?:е|я|ю|ем|й)|МО|ГО|МР|МО[ОР]?|РФ|РК|РТ|РБ|федераци(?:я|и|ю|ей)|росси(?:я|и|ю|ей))$/i;

export const parentWord = /^(?:администрац|департамент|комитет|министерств|управлен|отдел|мэри|правительств|аппарат)/i;

export const territorial = /^(?:муниципальн|городск|районн|окружн|местн|территориальн|сельск|поселков)/i;
/** Says nothing about which institutions of an owner are meant: all of them. */
export const ofAll =
  /^(?:муниципальн|государственн|подведомственн|городск|районн|вс(?:е|ех|ем|еми)|сельск|данн|соответствующ|местн|окружн|негосударственн|частн)$/;

function nouns(kind: HeadKind, gender: Noun['gender'], lemmas: string): Head[] {
  return lemmas.split(' ').map((lemma) => ({ kind, lemma, gender }));
}

function posted(kind: PostKind, lemmas: string): Post[] {
  return lemmas.split(' ').map((lemma) => ({ kind, lemma, gender: 'M' }));
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll('ё', 'е');
}
