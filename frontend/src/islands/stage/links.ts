/** Where the stage can lead to; an address that is empty is not offered. */
export interface Links {
  track: string;
  next: string;
  print: string;
}
