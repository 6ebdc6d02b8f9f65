import { afterEach, describe, expect, it, vi } from "vitest";
import { printPoster, savePicture, standAlone } from "./keep";

const SHEET = `<svg xmlns="http://www.w3.org/2000/svg"><symbol id="star" viewBox="0 0 4 4"><path d="M0 0h4z"/></symbol>
<symbol id="fish" viewBox="0 0 4 4"><path d="M1 1h4z"/></symbol></svg>`;

function poster(): SVGSVGElement {
  const holder = document.createElement("div");
  holder.innerHTML = `<svg class="page" viewBox="0 0 300 400" role="group">
    <g data-piece="1" tabindex="0" role="button" aria-label="Star">
      <g transform="translate(9 9)"><use href="/art/reef.svg#star"></use><rect data-tool></rect></g>
    </g>
    <g data-piece="2" tabindex="0"><text>Ask &lt;first&gt;</text></g>
  </svg>`;
  const svg = holder.querySelector("svg");
  if (!svg) throw new Error("There is no poster.");
  return svg;
}

function serve(ok = true) {
  const fetching = vi.fn(() =>
    Promise.resolve({ ok, status: ok ? 200 : 404, text: () => Promise.resolve(SHEET) }),
  );
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

afterEach(() => vi.unstubAllGlobals());

describe("a poster that stands alone", () => {
  it("brings along what it borrows, and nothing else of the sheet", async () => {
    const fetching = serve();
    const text = new XMLSerializer().serializeToString(await standAlone(poster()));
    expect(fetching).toHaveBeenCalledExactlyOnceWith("/art/reef.svg");
    expect(text).toContain('<symbol id="star"');
    expect(text).not.toContain("fish");
    expect(text).toContain('href="#star"');
    expect(text).not.toContain("/art/");
  });

  it("keeps places and words, and leaves the tools behind", async () => {
    serve();
    const live = poster();
    const copy = await standAlone(live);
    expect(copy.querySelector("use")?.parentElement).toHaveAttribute("transform");
    expect(copy).toHaveTextContent("Ask <first>");
    expect(copy.querySelector("[data-tool], [tabindex], [aria-label]")).toBeNull();
    expect(live.querySelector("[data-tool]")).not.toBeNull();
  });

  it("rejects when its art cannot be fetched", async () => {
    serve(false);
    await expect(standAlone(poster())).rejects.toThrow("404");
  });
});

describe("saving", () => {
  it("makes a file on the device, and sends nothing", async () => {
    const fetching = serve();
    const drawImage = vi.fn();
    const clicked: string[] = [];
    HTMLImageElement.prototype.decode = () => Promise.resolve();
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
      drawImage,
    } as unknown as GPUCanvasContext);
    vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((give, type) =>
      give(new Blob(["x"], { type: type ?? "" })),
    );
    URL.createObjectURL = () => "blob:poster";
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      clicked.push(`${this.href} ${this.download}`);
    });
    await savePicture(poster(), "poster");
    expect(clicked).toEqual(["blob:poster poster.png"]);
    expect(drawImage).toHaveBeenCalledOnce();
    expect(fetching.mock.calls).toEqual([["/art/reef.svg"]]);
  });
});

describe("printing", () => {
  it("shows the poster alone while it is printed, and tidies up", async () => {
    serve();
    const printing = vi.fn(() => {
      expect(document.documentElement).toHaveAttribute("data-printing", "poster");
      expect(document.querySelector("body > .poster-sheet > svg")).not.toBeNull();
    });
    vi.stubGlobal("print", printing);
    await printPoster(poster());
    expect(printing).toHaveBeenCalledOnce();
    window.dispatchEvent(new Event("afterprint"));
    expect(document.documentElement).not.toHaveAttribute("data-printing");
    expect(document.querySelector(".poster-sheet")).toBeNull();
  });
});
