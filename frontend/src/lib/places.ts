/** Where a band, or a kind of grown-up, goes on to play. */
export interface Place {
  who: string;
  label: string;
  url: string;
}
