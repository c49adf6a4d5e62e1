import { TemporaryTable } from '../../../kit/database/index.js';

// What results are laid out in while deficits are looked for. Rounds, indicators, institutions and publications go by
// numbers, which join and sort many times as fast as ids.

export const assessedRound = new TemporaryTable('assessed_round', { n: 'integer', id: 'text collate "C"' });

/** The rounds, each with the one before and after it, whose results are laid out too. */
export const adjacentRound = new TemporaryTable('adjacent_round', {
  round: 'integer',
  previous: 'integer',
  next: 'integer',
});

/** The levels of all scales; `common_to` is the best that a level may be on the common scale. */
export const placedLevel = new TemporaryTable('placed_level', {
  code: 'text collate "C"',
  scale: 'text collate "C"',
  rank: 'integer',
  common_to: 'integer',
});

/** `sign` is 1 where more is better and -1 where less is; null where nothing says which. */
export const assessedIndicator = new TemporaryTable('assessed_indicator', {
  n: 'integer',
  id: 'text collate "C"',
  municipality: 'text collate "C"',
  code: 'text',
  area_code: 'text collate "C"',
  scale_code: 'text collate "C"',
  by_level: 'boolean',
  is_quality: 'boolean',
  sign: 'integer',
});

/** What of the results is numbered. */
export const assessedName = new TemporaryTable('assessed_name', {
  institution_id: 'text collate "C"',
  publication_id: 'text collate "C"',
  evidence: 'text collate "C"',
});
const numbered = { n: 'integer', id: 'text collate "C"' } as const;
export const assessedInstitution = new TemporaryTable('assessed_institution', numbered);
export const assessedPublication = new TemporaryTable('assessed_publication', numbered);
export const assessedEvidence = new TemporaryTable('assessed_evidence', numbered);

/**
 * Results of institutions, and of the owner as a whole under institution 0, each with a score that is higher where it is
 * better: the value, or the level's place on its own scale; null where nothing says which direction is better. Made-up
 * results count as another kind of evidence: neither they nor real ones are compared with the others.
 */
export const assessedResult = new TemporaryTable('assessed_result', {
  round: 'integer',
  indicator: 'integer',
  institution: 'integer',
  evidence: 'integer',
  score: 'numeric',
  common_to: 'integer',
  synthetic: 'boolean',
  publication: 'integer',
});

/** Which rule looks at which indicator, and the threshold in the units of the score. */
export const appliedRule = new TemporaryTable('applied_rule', {
  n: 'integer',
  id: 'text collate "C"',
  kind: 'text collate "C"',
  indicator: 'integer',
  by_level: 'boolean',
  is_quality: 'boolean',
  threshold: 'numeric',
});

/**
 * Which rule which result falls under, in these rounds and in those after them. By kinds of evidence, because what an
 * expert found is neither confirmed nor refuted by what parents say.
 */
export const concernedResult = new TemporaryTable('concerned_result', {
  round: 'integer',
  rule: 'integer',
  indicator: 'integer',
  institution: 'integer',
  evidence: 'integer',
  synthetic: 'boolean',
});
