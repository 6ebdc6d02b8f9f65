export interface CodePicture {
  id: string;
  name: string;
}

/** The pictures that a band chooses from, and how many of them are a code. */
export interface PictureSet {
  length: number;
  pictures: CodePicture[];
}
