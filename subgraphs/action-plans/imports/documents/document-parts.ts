import { frameworkRows } from '../../../indicators/imports/framework-rows.js';
import { FrameworkArea } from '../../../indicators/model/indicator.js';
import type { RowSet } from '../../../kit/publishing/index.js';
import { programmeRows } from '../../../monitoring/imports/programme-rows.js';
import { MonitoringProgramme } from '../../../monitoring/model/programme.js';
import type { DocumentReading } from './document-reading.js';
import { belongingTo } from './document-tables.js';

/**
 * The tables that other domains fill from a document: their rows have the `orderId` of the document's first act. A domain
 * that reads documents adds its part here.
 */
export function partTables(
  current: string | null,
  reading: DocumentReading | null,
  survivors: readonly MonitoringProgramme[],
): RowSet[] {
  const { ofOrder: of } = belongingTo(current);
  const programmes: RowSet<MonitoringProgramme> = {
    entity: MonitoringProgramme,
    rows: [...(reading ? programmeRows(reading) : []), ...survivors],
    of,
    label: 'title',
  };
  const areas: RowSet<FrameworkArea> = {
    entity: FrameworkArea,
    rows: reading ? frameworkRows(reading) : [],
    of,
    notAChange: 'The plans and programmes that name areas tell of it.',
  };
  return [programmes, areas];
}
