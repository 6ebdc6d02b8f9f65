/**
 * Nothing on any page talks to anybody but this site, keeps a cookie of a child, complains in the
 * console or gives a check away.
 *
 * The guard (support/guard.ts) watches for that in every test of this folder; here it goes where no
 * other test does, and is itself put to the proof.
 */
import { Guard, leakIn } from "./support/guard";
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
      ...[
        "",
        "children/",
        "parents/",
        "educators/",
        "crew/",
        "join/",
        "what-we-keep/",
        "no-such-page/",
      ].map((path) => `/${language}/${path}`),
      ...["treasure/", "certificate/", "verify/", "talk-cards/", "family-plan/"].map(
        (path) => `/${language}/${path}`,
      ),
      ...modules,
      ...modules.map((path) => `${path}print/`),
    ];
    for (const path of paths) {
      // The last thing that every page asks for, when it has nothing better to do.
      const helplines = page.waitForResponse(/\/helplines\//);
      await page.goto(path);
      await helplines;
    }
    await page.goto("/exit/");
    expect(await context.cookies()).toEqual([]);
  });
}

test("no answer of the API gives a check away", async ({ request }) => {
  for (const language of ["en", "ar"]) {
    const list = await request.get(`/api/v1/modules/?locale=${language}`);
    for (const { key, version } of (await list.json()) as { key: string; version: string }[]) {
      for (const path of [`modules/${key}/?locale=${language}`, `content/${version}/`]) {
        const answer = await request.get(`/api/v1/${path}`);
        expect(leakIn(await answer.text(), true), path).toBe("");
      }
    }
  }
  for (const path of ["schema/", "tracks/", "helplines/?country=BH"]) {
    const answer = await request.get(`/api/v1/${path}`);
    expect(leakIn(await answer.text(), true), path).toBe("");
  }
});

test("the guard itself notices what it watches for", async ({ browser, site }) => {
  const context = await browser.newContext();
  const guard = new Guard(site);
  guard.watch(context);
  await context.route("https://elsewhere.example/**", (route) => route.fulfill({ body: "" }));
  await context.route("**/leak/", (route) =>
    route.fulfill({ json: [{ id: "q1", purpose: "check", key: {} }] }),
  );
  const page = await context.newPage();
  await page.goto(`${site}/en/`);
  await page.evaluate(async () => {
    document.cookie = "child=1";
    setTimeout(() => {
      throw new Error("something broke");
    });
    const image = new Image();
    const blocked = new Promise((done) => (image.onerror = done));
    image.src = "https://elsewhere.example/pixel.gif";
    await blocked;
    await fetch("/leak/").then((answer) => answer.json());
  });
  await page.goto("https://elsewhere.example/");
  const found = (await guard.findings()).join("\n");
  await context.close();
  for (const sign of [
    "somebody else: https://elsewhere.example/",
    "something broke",
    "Content Security Policy",
    "a cookie: child",
    "/leak/ gives a check away: q1",
  ]) {
    expect(found).toContain(sign);
  }
});
