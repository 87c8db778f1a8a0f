import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import en from './en.json';
import kk from './kk.json';
import ru from './ru.json';
import zh from './zh.json';

const TEXTS: Record<string, object> = { en, zh, ru, kk };
/** The end of a plural form's name; codes such as `journal.too_many` only look like one. */
const PLURAL = /(?<!^problem\..*)_(zero|one|two|few|many|other)$/;
/** The plural forms that a language's texts must have. */
const FORMS: Record<string, string[]> = { en: ['one', 'other'], zh: ['other'], ru: ['few', 'many', 'one', 'other'], kk: ['one', 'other'] };

/** Returns a key without its plural form; codes of problems have none, though one may end in `_other`. */
function base(key: string): string {
  return key.startsWith('problem.') ? key : key.replace(PLURAL, '');
}

function leaves(node: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(node)) {
    const key = path ? `${path}.${name}` : name;
    if (typeof value === 'string') found.set(key, value);
    else leaves(value as object, key).forEach((text, below) => found.set(below, text));
  }
  return found;
}

const keysOf = (language: string) => new Set([...leaves(TEXTS[language] ?? {}).keys()].map((key) => base(key)));
const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) && !name.includes('.test.') ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('texts', () => {
  it.each(['zh', 'ru', 'kk'])('%s has exactly the keys of en', (language) => {
    expect([...keysOf(language)].sort()).toEqual([...keysOf('en')].sort());
  });

  it.each(Object.keys(TEXTS))('%s has every plural form it needs', (language) => {
    const texts = leaves(TEXTS[language] ?? {});
    const plurals = new Set([...texts.keys()].filter((key) => base(key) !== key).map((key) => base(key)));
    for (const key of plurals) {
      const forms = [...texts.keys()].filter((known) => base(known) === key).map((known) => known.slice(key.length + 1));
      expect(forms.sort(), key).toEqual(FORMS[language]);
    }
  });

  it.each(['zh', 'ru', 'kk'])('%s uses no value that en does not', (language) => {
    const english = leaves(en);
    for (const [key, text] of leaves(TEXTS[language] ?? {})) {
      const same = english.get(key) ?? english.get(`${base(key)}_other`) ?? '';
      for (const name of parameters(text)) expect(parameters(same), key).toContain(name);
    }
  });

  it.each(Object.keys(TEXTS))('%s has no empty text', (language) => {
    for (const [key, text] of leaves(TEXTS[language] ?? {})) expect(text.trim(), key).not.toBe('');
  });

  it('has words for every code of the interface', () => {
    const [problems = '', reasons = ''] = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8').split('## Why not');
    const codes = (text: string) => [...text.matchAll(/^\| `([a-z_.]+)` \|/gm)].map(([, code]) => code as string);
    const known = keysOf('en');
    expect(codes(problems).filter((code) => !known.has(`problem.${code}`))).toEqual([]);
    expect(codes(reasons).filter((code) => !known.has(`why.code.${code}`))).toEqual([]);
    expect(codes(reasons).length).toBeGreaterThan(5);
  });

  it.each(Object.keys(TEXTS))('%s names only what a refusal of a booking tells', (language) => {
    const rows = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8').matchAll(/^\| `([a-z_.]+)` \| .* \| ((?:`\w+`(?:, )?)*) \|$/gm);
    const facts = new Map([...rows].map(([, code, names = '']) => [code as string, [...names.matchAll(/\w+/g)].map(([name]) => name)]));
    expect(facts.size).toBeGreaterThan(70);
    const texts = leaves(TEXTS[language] ?? {});
    for (const [code, names] of facts) for (const name of parameters(texts.get(`problem.${code}`) ?? '')) expect(names, code).toContain(name);
    const groups = [...texts.values()].flatMap((text) => [...text.matchAll(/\$t\((\w+)\./g)].map(([, group]) => group as string));
    expect(groups.filter((group) => typeof (TEXTS[language] as Record<string, unknown>)[group] !== 'object')).toEqual([]);
  });

  it('has every key that the screens name', () => {
    const known = keysOf('en');
    const named = sources(join(import.meta.dirname, '..')).flatMap((source) => [...source.matchAll(/\bt\(\s*'([a-z0-9_]+(?:\.[a-z0-9_]+)+)'/g)].map(([, key]) => key as string));
    expect(named.length).toBeGreaterThan(150);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
  });
});
