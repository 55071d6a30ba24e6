import type { Catalogue, CatalogueEntry } from '../catalogue/catalogue.ts';

/** How far the catalogue lets a tool go. */
export type ToolMode = CatalogueEntry['tools'][string];

/** The mode a catalogue entry gives a tool: by its name, else by `*`, else none. */
export function toolModeOf(tools: CatalogueEntry['tools'], tool: string): ToolMode | null {
  const named = Object.hasOwn(tools, tool) ? tools[tool] : undefined;
  return named ?? (Object.hasOwn(tools, '*') ? (tools['*'] ?? null) : null);
}

/** Whether a catalogue gives any tool a mode. */
export function hasToolModes({ servers }: Catalogue): boolean {
  return servers.some(({ tools }) => Object.keys(tools).length > 0);
}

/**
 * The modes as policies of the person's set. They stand in every bundle whose catalogue gives a tool a mode, and
 * `policy show` prints them like any other.
 */
export const toolModePolicies = `@id("catalogue/off")
@reason("the catalogue turns this tool off")
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.mode == "off" };

@id("catalogue/read")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.mode == "read" && resource.effect == "read" };

@id("catalogue/read-only")
@reason("the catalogue lets this tool read, and this call does more")
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.mode == "read" && resource.effect != "read" };

@id("catalogue/draft")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.mode == "draft" && resource.effect != "destructive" && !resource.external };

@id("catalogue/draft-only")
@reason("the catalogue lets this tool prepare things, and this call destroys or sends")
forbid (principal, action == MCP::Action::"tools/call", resource)
when { resource.mode == "draft" && (resource.effect == "destructive" || resource.external) };

@id("catalogue/ask")
@ask("The catalogue wants a person to look at each call of this tool.")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.mode == "ask" };

@id("catalogue/auto")
permit (principal, action == MCP::Action::"tools/call", resource)
when { resource.mode == "auto" };
`;

/** An absent set of the person lets everything pass. Where modes make a set of it, this says so. */
export const otherwisePolicy = `@id("catalogue/otherwise")
permit (principal, action, resource);
`;
