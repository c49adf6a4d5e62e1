import { ofAnswers } from './answers.js';
import { ofCalls } from './calls.js';
import type { Guard } from './guard.js';
import { ofInstances } from './instances.js';

export const guards: readonly Guard[] = [...ofCalls, ...ofAnswers, ...ofInstances];
