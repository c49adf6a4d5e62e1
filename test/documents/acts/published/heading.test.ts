import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument } from '../../../../subgraphs/documents/acts/model/parsed-document.js';
import { byCode, kemerovo, kizel, krasnodar, petrozavodsk, volgograd } from './orders.js';

describe('the heading of the act', () => {
  const { KRD, KZL, KEM, VGG, PTZ } = byCode();
  it.each([
    ['Krasnodar', KRD, 'ORDER', '1219', '2024-07-05', 'г. Краснодар'],
    ['Kizel', KZL, 'ORDER', '76', '2021-06-30', null],
    ['Kemerovo', KEM, 'ORDER', '231', '2022-08-22', 'г. Кемерово'],
    ['Volgograd, a roadmap without an order', VGG, 'ROADMAP', null, null, null],
    ['Petrozavodsk', PTZ, 'ORDER', '697', '2023-12-28', null],
  ])('%s: kind, number, date, place', (_, { acts: [act] }, kind, number, date, place) => {
    expect(act).toMatchObject({ kind, number, date, place });
  });

  it.each([
    [KRD, 'ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ МУНИЦИПАЛЬНОГО ОБРАЗОВАНИЯ ГОРОД КРАСНОДАР'],
    [KZL, 'УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА КИЗЕЛА'],
    [KEM, 'управление образования администрации Кемеровского муниципального округа'],
    [VGG, null],
    [PTZ, 'Администрация Петрозаводского городского округа, КОМИТЕТ СОЦИАЛЬНОГО РАЗВИТИЯ'],
  ])('names the issuer as printed', ({ acts: [act] }, issuer) => expect(act!.issuer).toBe(issuer));

  it.each([
    [KRD, 'Н.Н. Колесникова', 'Исполняющий обязанности директор департамента', true, 51],
    [KZL, 'В.А. Павлова', 'Начальник управления образования', false, 24],
    [KEM, 'О.М. Борискова', 'Начальник управления образования', false, 31],
    [
      PTZ,
      'Е.И. Реутова',
      'И.о. заместителя Главы Администрации Петрозаводского городского округа – председателя комитета социального развития',
      true,
      39,
    ],
  ])('says who signed, and whether acting', ({ acts: [act] }, name, position, acting, line) => {
    expect(act!.signatory).toEqual({ name, position, acting, line });
  });

  it.each([
    [KRD, 'Т.В. Храмцову', 'Т.В. Храмцова', 43],
    [KZL, 'Рудницкую Э.Р.', 'Рудницкая Э.Р.', 23],
    [KEM, 'О.М. Борискова', 'О.М. Борискова', 26],
    [PTZ, 'С.А. Пахомову', 'С.А. Пахомова', 31],
  ])('says who controls', ({ acts: [act] }, name, nominative, line) => {
    expect(act!.controller).toMatchObject({ name, nominative, line });
  });

  it.each([
    [KRD, '2024-01-01', '2024-12-31', 'EXPLICIT'],
    [KZL, '2021-01-01', '2024-12-31', 'EXPLICIT'],
    [VGG, '2021-12-01', '2022-12-31', 'INFERRED'],
    [PTZ, '2024-01-01', '2024-12-31', 'EXPLICIT'],
  ])('gives the period of act and plan', ({ acts: [act], plans: [plan] }, start, end, periodSource) => {
    expect(act).toMatchObject({ period: { start, end }, periodSource });
    expect(plan).toMatchObject({ period: { start, end }, periodSource });
  });

  it('gives no period to the order that approves an open-ended regulation', () => {
    expect(KEM.acts[0]).toMatchObject({ period: null, periodSource: 'NONE' });
  });

  it.each([
    [KRD, ['PRESCHOOL']],
    [KZL, ['PRESCHOOL']],
    [KEM, ['PRESCHOOL']],
    [VGG, ['PRESCHOOL']],
    [PTZ, ['PRESCHOOL', 'PRIMARY', 'BASIC', 'SECONDARY']],
  ])('names the levels of education', ({ acts: [act] }, levels) => expect(act!.educationLevels).toEqual(levels));

  it('keeps both dates of one act, of heading and stamp', () => {
    expect(KZL.acts[0]!.dateCandidates).toEqual([
      { date: '2021-06-30', line: 4, where: 'HEADING' },
      { date: '2021-05-30', line: 32, where: 'STAMP' },
    ]);
  });

  it('joins a title over several lines and empty lines', () => {
    expect(KZL.acts[0]!.title).toBe(
      'Об утверждении Плана мероприятий («дорожной карты») по реализации Концепции региональной системы оценки качества дошкольного образования в Пермском крае на 2021-2024 гг.',
    );
  });
});

describe('legal basis', () => {
  const basis = ({ acts: [act] }: ParsedDocument) =>
    act!.basis.map(({ role, kind, number, date, article, line }) => [role, kind, number, date, article, line]);
  it.each([
    [krasnodar, [['BASIS', 'ORDER', '772', '2024-05-13', null, 23]]],
    [kizel, [['BASIS', 'ORDER', '26-01-06-659', '2021-06-10', null, 16]]],
    [
      kemerovo,
      [
        ['BASIS', 'FEDERAL_LAW', '273-ФЗ', '2012-12-29', '97', 17],
        ['BASIS', 'RESOLUTION', '662', '2013-08-05', null, 17],
        ['AMENDMENT', 'RESOLUTION', '264', '2020-03-12', null, 17],
        ['BASIS', 'CONCEPT', null, null, null, 17],
      ],
    ],
    [volgograd, []],
    [
      petrozavodsk,
      [
        ['BASIS', 'FEDERAL_LAW', '273-ФЗ', '2012-12-29', '9', 21],
        ['BASIS', 'ORDER', '1436', '2023-12-08', null, 21],
        ['BASIS', 'ORDER', '241', '2021-06-03', null, 21],
      ],
    ],
  ])('is read from the preamble alone, stamps excluded', (document, expected) => {
    expect(basis(document)).toEqual(expected);
  });

  it('takes a title with quotes inside quotes whole', () => {
    expect(petrozavodsk.acts[0]!.basis[1]!.title).toBe(
      'Об утверждении плана мероприятий («дорожная карта») организации методической поддержки общеобразовательных организаций, имеющих низкие образовательные результаты, 2024 году',
    );
  });

  it('knows only year and author of a concept that is no legal act', () => {
    expect(kemerovo.acts[0]!.basis[3]).toMatchObject({
      year: 2019,
      issuer: 'АНО ДПО «Национальный институт качества образования»',
    });
  });

  it('finds acts cited inside rows, one of them cut off', () => {
    const cited = petrozavodsk.plans[0]!.measures.flatMap(({ citations, number }) =>
      citations.map((citation) => [number, citation.kind, citation.number, citation.date, citation.line]),
    );
    expect(cited).toEqual([
      ['1.15', 'DIRECTIVE', '1010р-П', '2022-11-02', 67],
      ['3.14', 'DECREE', null, null, 104],
    ]);
  });
});
