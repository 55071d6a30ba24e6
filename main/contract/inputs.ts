import * as z from 'zod';

/** Parts of inputs that several operations share. Bounds are for honest use; the carrier bounds the bytes. */
export const nothing = z.strictObject({});
export const name = z.string().min(1).max(500);
export const words = z.string().trim().min(1).max(2000);
export const serverId = z.string().regex(/^srv_[0-9a-f]{16}$/);
export const day = z.iso.date();
export const time = z.iso.datetime();
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const id = z.string().regex(/^[\w-]{1,100}$/);
export const count = z.number().int().min(1);
