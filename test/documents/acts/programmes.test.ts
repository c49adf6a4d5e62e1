import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { cycleStepsIn } from '../../../subgraphs/documents/acts/recognition/cycle-step.js';
import { managementMechanismIn } from '../../../subgraphs/documents/acts/recognition/management-mechanism.js';
import { qualityAreaIn } from '../../../subgraphs/documents/acts/recognition/quality-area.js';
import { syntheticText } from './texts.js';

describe('a programme of monitoring out of a regulation', () => {
  it('with lists behind «являются», «следующих» and as clauses of their own', () => {
    const { programmes } = readDocument(syntheticText('regulation-with-lists'));
    expect(programmes).toHaveLength(1);
    expect(programmes[0]).toMatchObject({
      act: 1,
      tasks: ['определение показателей качества', 'сбор и анализ информации', 'выявление лучших практик'],
      principles: ['объективность', 'открытость', 'сопоставимость данных'],
      mechanisms: [],
      sources: [
        'форма федерального статистического наблюдения 85-К',
        'отчеты о самообследовании',
        'анкетирование родителей',
        'экспертная оценка',
      ],
      coordinator: 'МКУ «Центр сопровождения образования»',
      periodicity: 'не реже одного раза в два года',
      terms: { state: 'STATED', clause: '2.4' },
      indicators: { state: 'DELEGATED', clause: '2.5' },
    });
    expect(programmes[0]!.areas.map(({ area }) => area)).toEqual([
      'PROGRAMME',
      'CONTENT',
      'CONDITIONS',
      'FAMILY',
      'MANAGEMENT',
      null,
    ]);
  });

  it('with a section of principles, and no heading that names two things', () => {
    const { programmes } = readDocument(syntheticText('regulation-by-sections'));
    expect(programmes[0]).toMatchObject({
      tasks: [],
      principles: ['Доступность информации о состоянии дошкольного образования', 'Независимость оценки'],
      mechanisms: ['анкетирование', 'наблюдение', 'анализ документов'],
      coordinator: 'отдел образования администрации района',
      terms: { state: 'STATED', clause: '2' },
      indicators: { state: 'NOT_STATED' },
    });
  });

  it.each([
    'order-on-results',
    'resolution-amending',
    'order-with-group-list',
    'roadmap-with-money',
    'letter-of-ministry',
  ])('not out of what lays down no monitoring: %s', (name) =>
    expect(readDocument(syntheticText(name)).programmes).toEqual([]),
  );
});

describe('the area of quality that words name', () => {
  it.each([
    ['качество образовательных ориентиров', 'GUIDELINES'],
    ['Качество основной образовательной программы', 'PROGRAMME'],
    ['содержание дошкольного образования', 'CONTENT'],
    ['организация образовательного процесса', 'PROCESS'],
    ['кадровые условия реализации программы', 'CONDITIONS'],
    ['развивающая предметно-пространственная среда', 'CONDITIONS'],
    ['создание условий для детей с ОВЗ и детей-инвалидов', 'SPECIAL_NEEDS'],
    ['условия для лиц с ограниченными возможностями здоровья', 'SPECIAL_NEEDS'],
    ['взаимодействие с семьями воспитанников', 'FAMILY'],
    ['здоровье, безопасность и повседневный уход', 'HEALTH_SAFETY_CARE'],
    ['качество услуг по присмотру и уходу', 'HEALTH_SAFETY_CARE'],
    ['управление и развитие организации', 'MANAGEMENT'],
  ])('«%s» is %s', (text, area) => expect(qualityAreaIn(text)).toBe(area));

  it.each([
    'Инновационная деятельность',
    'образовательная программа и образовательные условия',
    'безопасность дорожного движения',
    'повышение квалификации',
    '',
  ])('none, or more than one, is not guessed: «%s»', (text) => expect(qualityAreaIn(text)).toBeNull());
});

describe('the mechanism that a heading names', () => {
  it.each([
    ['Система оценки качества подготовки обучающихся', 'TRAINING_QUALITY'],
    ['Система работы со школами с низкими результатами обучения', 'LOW_RESULT_SCHOOLS'],
    ['Муниципальная система выявления, поддержки и развития способностей и талантов', 'TALENTS'],
    ['Система работы по профориентации школьников', 'CAREER_GUIDANCE'],
    ['Система мониторинга эффективности деятельности руководителей', 'HEADS_EFFECTIVENESS'],
    ['Система обеспечения профессионального развития педагогических работников', 'TEACHER_DEVELOPMENT'],
    ['Система воспитания и социализации обучающихся', 'UPBRINGING'],
    ['Система организации воспитания и социализации обучающихся', 'UPBRINGING'],
    ['Система мониторинга качества дошкольного образования', 'PRESCHOOL_QUALITY'],
    ['Механизм обеспечения объективности процедур оценки', 'ASSESSMENT_OBJECTIVITY'],
  ])('«%s»: %s', (heading, mechanism) => expect(managementMechanismIn(heading)).toBe(mechanism));

  it.each([
    'Проведение мониторинга качества дошкольного образования',
    'Мониторинг хода реализации плана',
    'Система качества дошкольного образования и профориентации',
    'Кадровое обеспечение',
  ])('no other heading: «%s»', (heading) => expect(managementMechanismIn(heading)).toBeNull());
});

it('names the steps of the cycle that titles say, in the order of the cycle, each once', () => {
  const titles = [
    'Анализ эффективности принятых мер',
    'Подготовка адресных рекомендаций по результатам мониторинга',
    'Мониторинг качества условий',
    'Региональный мониторинг содержания',
    'Анализ результатов мониторинга',
    'Семинар «Мониторинг»',
  ];
  expect(cycleStepsIn(titles)).toEqual(['MONITORING', 'ANALYSIS', 'RECOMMENDATIONS', 'EFFECTIVENESS']);
});
