/** How wide a picture of the stage is drawn; the warmer and the page must agree on it. */
export const PICTURE_SIZES = "(min-width: 48rem) 42rem, 100vw";
