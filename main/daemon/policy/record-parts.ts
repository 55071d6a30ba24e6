import { at } from '../../../scanner/formats/document.ts';

/** The text at a place of a record; null where there is none. */
export function textAt(from: unknown, ...path: readonly string[]): string | null {
  const value = at(from, path);
  return typeof value === 'string' ? value : null;
}

/** The list at a place of a record; empty where there is none. */
export function listAt(from: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = at(from, path);
  return Array.isArray(value) ? value : [];
}

/** The texts of a list at a place of a record. */
export function textsAt(from: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(from, ...path).filter((one) => typeof one === 'string');
}

/** The object at a place of a record; null where there is none. */
export function objectAt(from: unknown, ...path: readonly string[]): object | null {
  const value = at(from, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
