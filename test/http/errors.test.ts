import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { GraphQLError, locatedError } from 'graphql';
import { errorsDoc } from '../../commands/schema/errors-doc.js';
import { silentLogger } from '../../gateway/http/log/logger.js';
import { codeOf, errorBody, statusOf, toPublic } from '../../gateway/http/server/error-response.js';
import { catalogue, type ErrorCode, HubError } from '../../schema/errors/catalogue.js';
import { recordedLog } from '../log.js';

describe('the catalogue of errors', () => {
  it('is what docs/errors.md says (npm run schema writes it)', async () => {
    expect(await readFile('docs/errors.md', 'utf8')).toBe(errorsDoc());
  });

  it.each(Object.keys(catalogue) as ErrorCode[])(
    '%s reaches the client with its status and without its http part',
    (code) => {
      const error = new HubError(code, undefined, { quote: 'Got 1.' });
      expect(statusOf([error])).toBe(catalogue[code].status);
      for (const language of ['en', 'ru'] as const) {
        expect(JSON.parse(errorBody([error], language))).toEqual({
          errors: [{ message: `${catalogue[code][language]} Got 1.`, extensions: { code } }],
        });
      }
    },
  );

  it('is recognised through the wrapper that graphql-js puts around a thrown error', () => {
    const wrapped = locatedError(new HubError('BAD_ID'), undefined, ['node']);
    const shownError = toPublic(wrapped, 'id', silentLogger());
    expect([codeOf(shownError), shownError.path]).toEqual(['BAD_ID', ['node']]);
  });

  it('replaces what it does not know, and logs the original', () => {
    const original = new TypeError('secret');
    const { log, lines } = recordedLog();
    const masked = toPublic(locatedError(original, undefined, ['a', 0]), 'id', log);
    expect(masked.toJSON()).toEqual({
      message: catalogue.INTERNAL.en,
      path: ['a', 0],
      extensions: { code: 'INTERNAL', requestId: 'id' },
    });
    expect(lines).toMatchObject([{ level: 'error', requestId: 'id', err: { type: 'TypeError', message: 'secret' } }]);
  });

  it('does not take a code that is a property of every object', () => {
    const masked = toPublic(new GraphQLError('x', { extensions: { code: 'constructor' } }), 'id', silentLogger());
    expect(codeOf(masked)).toBe('INTERNAL');
  });
});
