/** What holds where `DatabaseOptions` say nothing. In a file without imports: programs tell it in their help. */
export const databaseDefaults = { poolSize: 8, connectWithinMs: 5000, statementTimeoutMs: 10_000 } as const;
