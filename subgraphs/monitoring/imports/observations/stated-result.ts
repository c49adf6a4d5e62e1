import type { EvidenceKind } from '../../../indicators/model/evidence-kind.js';
import type { ObservationStatus } from '../../model/observation.js';
import type { KnownIndicator } from './indicator-register.js';

/** One result, as a file states it. */
export interface StatedResult {
  roundId: string;
  indicator: KnownIndicator;
  institutionId: string | null;
  evidence: keyof typeof EvidenceKind;
  value: number | null;
  /** The value with the digits that it has in the file. */
  printed: string;
  level: string | null;
  status: keyof typeof ObservationStatus;
  observedAt: string | null;
  /** The cell is empty and says nothing of why: what is known already stays. */
  isBlank: boolean;
}
