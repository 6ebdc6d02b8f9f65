/**
 * Nothing on any page talks to anybody but this site, keeps a cookie of a child, complains in the
 * console or gives a check away.
 *
 * The guard (support/guard.ts) watches for that in every test of this folder; here it goes where no
 * other test does, and is itself put to the proof.
 */
import { Guard } from "./support/guard";
import { modulePath, titles } from "./support/places";
import { expect, test } from "./support/test";

for (const language of ["en", "ar"] as const) {
  test(`every page in ${language} keeps to itself`, async ({ page, context, guard }) => {
    guard.allow(/status of 404/);
    const modules = (Object.keys(titles) as (keyof typeof titles)[]).map((module) =>
      modulePath(module, language),
    );
    const paths = [
      "/",
      "/exit/",
      ...["", "children/", "parents/", "educators/", "no-such-page/"].map(
        (path) => `/${language}/${path}`,
      ),
      ...modules,
      ...modules.map((path) => `${path}print/`),
    ];
    for (const path of paths) {
      const requests = page.waitForLoadState("networkidle");
      await page.goto(path);
      await requests;
    }
    expect(await context.cookies()).toEqual([]);
  });
}

test("no answer of the API gives a check away", async ({ request, site }) => {
  const guard = new Guard(site);
  for (const language of ["en", "ar"]) {
    const list = await request.get(`/api/v1/modules/?locale=${language}`);
    for (const { key, version } of (await list.json()) as { key: string; version: string }[]) {
      for (const path of [`modules/${key}/?locale=${language}`, `content/${version}/`]) {
        const answer = await request.get(`/api/v1/${path}`);
        expect(guard.leakIn(await answer.text(), true), path).toBe("");
      }
    }
  }
  for (const path of ["schema/", "tracks/", "helplines/?country=BH"]) {
    const answer = await request.get(`/api/v1/${path}`);
    expect(guard.leakIn(await answer.text(), true), path).toBe("");
  }
});
