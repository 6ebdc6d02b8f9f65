const DAY = 86_400_000;

/**
 * Make a UUID version 7 (RFC 9562 §5.7) whose time is only the day (UTC).
 *
 * The id of an attempt is kept by the server, which must not know when exactly a child played; the
 * RFC (§6.1) allows a time to be made coarse. All other bits are random, so ids of one day have no order.
 */
export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  const day = now - (now % DAY);
  view.setUint16(0, Math.floor(day / 2 ** 32));
  view.setUint32(2, day % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
