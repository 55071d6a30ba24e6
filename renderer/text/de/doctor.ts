import type { Text } from '../en.ts';

export const doctor: Text['doctor'] = {
  title: 'Diagnose',
  again: 'Noch einmal prüfen',
  checking: 'Wird geprüft …',
  about: 'Was läuft',
  checks: 'Prüfungen',
  facts: {
    version: 'Fassung',
    host: 'Läuft als',
    pid: 'Prozess',
    since: 'Seit',
    state: 'Ordner',
    watching: 'Beobachtet Konfigurationen',
  },
  hosts: { tray: 'App in der Leiste', headless: 'Dienst ohne Fenster' },
  yes: 'ja',
  no: 'nein',
  states: { ok: 'gut', attention: 'ansehen', broken: 'defekt', unknown: 'unbekannt' },
  keys: { again: 'Noch einmal prüfen' },
};
