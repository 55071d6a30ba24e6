/** `1 server`, `2 servers`. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('de')} ${count === 1 ? one : many}`;
}
