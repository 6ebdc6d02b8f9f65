/** Parts of a file that is on the device: films and recordings are asked for piece by piece. */

const RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * Give the part of a whole answer that a `Range` header asks for (RFC 9110, section 14.2).
 *
 * One that asks for several parts, or is no range, gets the whole; one that cannot be met gets 416.
 */
export async function partOf(response: Response, range: string): Promise<Response> {
  const asked = RANGE.exec(range);
  if (!asked || (asked[1] === "" && asked[2] === "")) return response;
  const blob = await response.blob();
  const { size } = blob;
  // "-500" are the last 500 bytes.
  const start = asked[1] === "" ? Math.max(0, size - Number(asked[2])) : Number(asked[1]);
  const last = asked[1] === "" || asked[2] === "" ? size - 1 : Math.min(Number(asked[2]), size - 1);
  if (start >= size || start > last) {
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${size}` } });
  }
  const headers = new Headers(response.headers);
  headers.set("Content-Range", `bytes ${start}-${last}/${size}`);
  headers.set("Content-Length", String(last - start + 1));
  headers.delete("Content-Encoding");
  return new Response(blob.slice(start, last + 1), { status: 206, headers });
}
