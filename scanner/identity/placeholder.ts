const placeholder = /\$[{(A-Za-z_]|`|%[A-Za-z_][\w()]*%|\{(?:env|file|input):|\{\{/;

/** A part that the client or a shell fills in at start: `${X}`, `$X`, `%X%`, `{env:X}`. We never fill it in. */
export function hasPlaceholder(text: string): boolean {
  return placeholder.test(text);
}
