import { describe, expect, test } from 'vitest';
import { askVector, type VectorFile } from './run.js';

/** Runs every vector there is; the same in Node and in a browser. */
export function runEveryVector(): void {
  const files = import.meta.glob<VectorFile>('./{laws,presets}/**/*.json', { eager: true, import: 'default' });

  describe.each(Object.entries(files))('%s', (_, file) => {
    test.each(file.cases.map((each) => [each.name, each] as const))('%s', (_name, vector) => {
      expect(vector.questions.length).toBeGreaterThan(0);
      for (const { question, actual, isPart } of askVector(file, vector)) {
        const { expect: expected, ...asked } = question;
        const answer = { asked, answer: expected };
        if (isPart) expect({ asked, answer: actual }).toMatchObject(answer);
        else expect({ asked, answer: actual }).toEqual(answer);
      }
    });
  });
}
