/** A tool in short: its name, its description, and what it says of each parameter. */
export type ToolWording = readonly [name: string, description: string, parameters: Readonly<Record<string, string>>];
