import type { OrganizationKind } from '../../vocabulary/parties.js';
import type { Head } from './organization-nouns.js';

/** The kind of an organisation, as far as its name tells. */
export function kindOf(name: string, form: string | null, head?: Head, plural = false): OrganizationKind {
  if (head?.kind === 'GROUP') return 'GROUP';
  if (head?.kind === 'COMMISSION') return 'COMMISSION';
  if (/субъект\S* российской федерации|субъект\S* РФ/i.test(name)) return 'REGIONAL_BODY';
  if (/федеральн|российской федерации|(?<![А-Яа-яЁё])РФ(?![А-Яа-яЁё])/i.test(name)) return 'FEDERAL_BODY';
  if (form && educationBody.test(name) && !/методич/i.test(name)) return 'EDUCATION_AUTHORITY';
  if (methodicalLetters.test(name)) return 'METHODICAL_CENTRE';
  if (isInstitution(name, form, head)) return plural ? 'INSTITUTIONS' : 'INSTITUTION';
  if (methodical.test(name) || /ДПО/.test(form ?? '')) return 'METHODICAL_CENTRE';
  if (head?.kind === 'MINISTRY' || regional.test(name) || /^(?:Г|ОГ|КГ|РГ)/.test(form ?? '')) return 'REGIONAL_BODY';
  if (head?.kind === 'BODY' && /образовани/i.test(name.replace(/муниципальн\S+ образовани\S+/gi, '')))
    return 'EDUCATION_AUTHORITY';
  if (head?.kind === 'BODY' || head?.kind === 'ADMINISTRATION') return 'LOCAL_BODY';
  return 'OTHER';
}

function isInstitution(name: string, form: string | null, head: Head | undefined): boolean {
  if (head?.kind === 'INSTITUTION') return true;
  return (
    /(?:ДОУ|ОУ|ОШ|ПОУ|НОУ)$/.test(form ?? '') ||
    /детск\S+ сад|(?<![А-Яа-яЁё])(?:школ|гимнази|лице|СОШ|ООШ|ДДТ|ДЮСШ|СШ|прогимнази|интернат|техникум|колледж)/i.test(
      name,
    )
  );
}

const methodical =
  /методич|развити\S* образовани|развити\S* и сопровождени|сопровождени\S* образовани|повышени\S* квалификаци|последипломн|оценк\S* качества|профессионального (?:развития|роста|мастерства)/i;
/** «МКУ «Управление образования»»: an office with the rights of an institution. */
const educationBody = /[«" ](?:управление|отдел|комитет|департамент) (?:по )?(?:[а-яё]+ (?:и )?){0,3}образовани/i;
/** «ИМЦ», «КНМЦ», «ЦРО», «РЦОКО», «КОИРО»: everywhere such centres. */
const methodicalLetters =
  /(?<![А-Яа-яЁё])[А-ЯЁ]{0,3}(?:[ИНГРМ]МЦ|ЦРО|ЦОКО|ЦМКО|ЦКО|ЦОиККО|ИРО|ИПК|ЦНППМ|[ГР]МК|ММС)(?![А-Яа-яЁё])/;
const regional =
  /^(?:министерств|департамент)\S* .*(?:области|края|республики)|(?:областн|краев|республиканск|региональн)\S{2,3}/i;
