/** Of this program; the bundle and the installed folder carry it too. */
export const version = '0.1.0';
