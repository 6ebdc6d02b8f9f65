// @vitest-environment node
import { afterEach, describe, expect, it, vi } from "vitest";
import { samplePayload } from "../test/payload";
import { PICTURE_SIZES } from "./pictures";
import { picturesIn, warmPictures } from "./warming";

const picture = (src: string, srcset = "") => ({ src, srcset, width: 4, height: 3, alt: "" });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("pictures", () => {
  it("are found wherever they are in a payload, each once", () => {
    const module = samplePayload({
      image: picture("/cover.svg"),
      steps: [
        {
          id: "s",
          type: "story",
          title: "",
          audio: { src: "/a.mp3", type: "audio/mpeg" },
          panels: [
            { id: "1", picture: picture("/one.svg"), text: "" },
            { id: "2", picture: picture("/one.svg"), text: "" },
          ],
        },
      ],
    });
    expect(picturesIn(module).map(({ src }) => src)).toEqual(["/cover.svg", "/one.svg"]);
  });

  it("are fetched in the size in which they will be shown", () => {
    const made: Record<string, string>[] = [];
    vi.stubGlobal("Image", function (this: Record<string, string>) {
      made.push(this);
    });
    warmPictures([picture("/a.svg"), picture("/b.webp", "/b-320.webp 320w")]);
    expect(made.map((image) => ({ ...image }))).toEqual([
      { src: "/a.svg" },
      { src: "/b.webp", srcset: "/b-320.webp 320w", sizes: PICTURE_SIZES },
    ]);
  });
});
