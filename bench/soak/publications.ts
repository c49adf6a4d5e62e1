import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../load.js';
import { publishing } from './changes.js';
import type { Parts, Site } from './parts.js';

const count = 40;
const everyMs = 1500;

/** Publishes made-up orders for a minute, by turns at each owner itself; gives the publications' ids, in their order. */
export async function publishNew({ stage, sites }: Parts, clients: ReadonlyMap<Site, Client>): Promise<string[]> {
  const ids: string[] = [];
  for (let serial = 1; serial <= count; serial++) {
    const site = sites[serial % sites.length]!;
    const token = await stage.sign({ role: 'municipality', owner: site.code, sub: 'soak' });
    ids.push(await publish(site, clients.get(site)!, serial, { authorization: `Bearer ${token}` }));
    await delay(everyMs);
  }
  return ids;
}

/** Until it is there: its instance may be killed meanwhile, and the key makes it one publication however often it is sent. */
async function publish(site: Site, client: Client, serial: number, headers: Record<string, string>): Promise<string> {
  const input = {
    municipality: site.code,
    filename: 'soak.txt',
    contentBase64: Buffer.from(order(serial)).toString('base64'),
    idempotencyKey: `soak-new-${serial}`,
  };
  for (let tries = 1; ; tries++) {
    await site.up;
    const { text } = await client
      .send({ query: publishing, variables: { input } }, headers)
      .catch(() => ({ text: '{}' }));
    const { data } = JSON.parse(text);
    if (data?.publishDocument.publication) return data.publishDocument.publication.id;
    if (tries === 20) throw new Error(`Expected a publication, got ${text}`);
    await delay(500);
  }
}

function order(serial: number): string {
  return [
    'ПРИКАЗ',
    `01.02.2024 № ${900 + serial}`,
    `Об утверждении плана мероприятий ${serial} (синтетический)`,
    'ПРИКАЗЫВАЮ:',
    '1. Утвердить план мероприятий на 2024 год.',
    'Приложение',
    'План мероприятий на 2024 год',
    '№ п/п\tМероприятие\tСроки\tОтветственный',
    '1\tПровести мониторинг\tмарт 2024\tУправление образования',
    '',
  ].join('\n');
}
