import { describe, expect, it } from '@jest/globals';
import { createLogger, logLevels } from '../../gateway/http/log/logger.js';
import { lastLineOf, logLevelOf, readableLine } from '../../gateway/http/log/readable-log.js';

/** What a logger writes, line by line. */
function written(options: Parameters<typeof createLogger>[0], write: (log: ReturnType<typeof createLogger>) => void) {
  const lines: string[] = [];
  write(createLogger({ ...options, output: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line));
}

describe('A line of the log', () => {
  it('has time, level, program and owner, and what it is about as fields', () => {
    const [line] = written({ program: 'instance', owner: 'kizel' }, (log) =>
      log.warn({ requestId: 'r-1', code: 'UNAUTHENTICATED' }, 'A token was refused'),
    );
    expect(line).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      level: 'warn',
      program: 'instance',
      owner: 'kizel',
      requestId: 'r-1',
      code: 'UNAUTHENTICATED',
      msg: 'A token was refused',
    });
  });

  it('says of an error what and where it is, and nothing that a driver or a client of HTTP has hung on it', () => {
    const cause = Object.assign(new Error('reset'), { request: { headers: { authorization: 'Bearer SECRET' } } });
    const err = Object.assign(new TypeError('duplicate key', { cause }), {
      code: '23505',
      detail: 'Key (full_name)=(SECRET) already exists.',
      query: "insert into institution values ('SECRET')",
      parameters: ['SECRET'],
    });
    const [line] = written({}, (log) => log.error({ err }, 'Answered as INTERNAL'));
    expect(line.err).toMatchObject({ type: 'TypeError', message: 'duplicate key', code: '23505' });
    expect(line.err.stack).toContain('logger.test');
    expect(line.err.cause).toMatchObject({ type: 'Error', message: 'reset' });
    expect(JSON.stringify(line)).not.toContain('SECRET');
  });

  it.each(logLevels.map((level, at) => [level, logLevels.slice(0, Math.min(at + 1, 6))] as const))(
    'is written at level %s where it is %j',
    (level, expected) => {
      const lines = written({ level }, (log) => {
        for (const one of logLevels) if (one !== 'silent') log[one]('x');
      });
      expect(lines.map((line) => line.level)).toEqual(level === 'silent' ? [] : expected);
    },
  );
});

describe('For a person', () => {
  const line = { time: '2026-12-01T10:20:30.456Z', level: 'warn', program: 'hub', requestId: 'r-1', owner: 'kizel' };
  it.each([
    ['a line', { ...line, code: 'OWNER_TIMEOUT', msg: 'no answer' }, 'r-1 kizel OWNER_TIMEOUT no answer'],
    [
      'an error',
      { ...line, msg: 'Broken', err: { stack: 'Error: x\n    at y' } },
      'r-1 kizel Broken\nError: x\n    at y',
    ],
    ['several mistakes', { level: 'fatal', msg: 'HUB_PORT: …\nHUB_HOST: …' }, 'HUB_PORT: …\nHUB_HOST: …'],
  ])('%s reads as before', (_, json, expected) => {
    expect(readableLine(JSON.stringify(json))).toBe(expected);
  });

  it('a terminal also shows time, level and program', () => {
    const text = readableLine(JSON.stringify({ ...line, msg: 'no answer' }), { withTime: true });
    expect(text).toBe('10:20:30.456 WARN  hub r-1 kizel no answer');
  });

  it.each(['plain text', '{ no JSON', '    at somewhere (x.js:1:1)'])(
    'what is no line of the log stays: «%s»',
    (text) => {
      expect([readableLine(text), logLevelOf(text)]).toEqual([text, null]);
    },
  );

  it.each([
    ['{"level":"fatal","msg":"HUB_PORT: …\\nHUB_HOST: …"}', 'HUB_HOST: …'],
    ['{"level":"fatal","msg":"The start failed","err":{"message":"no such table","stack":"…"}}', 'no such table'],
    ['Error: the migration failed', 'Error: the migration failed'],
    ['    at somewhere (x.js:1:1)', null],
  ])('%s gives the reason of an end', (text, reason) => {
    expect(lastLineOf(text)).toBe(reason);
  });
});
