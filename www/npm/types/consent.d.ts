/** Each answer is yes, no, or none yet. */
export interface Consent {
  /** Keeping a profile on the device. */
  personalize: boolean | null;
  /** Counting what visits bring. */
  measure: boolean | null;
}

/** What is left out or null stays as it is. */
export type ConsentRequest = Partial<Consent>;
