export type QuestionKind = 'satisfaction' | 'rating' | 'fact';

/** What to ask now, for a shop that draws questions itself. */
export interface Question {
  kind: QuestionKind;
  text: string;
  /** What becomes of the answer; belongs beside the question. */
  note: string;
  /** Of a rating; null of the others. */
  itemId: string | null;
}

/** How many stars. */
export type Stars = 1 | 2 | 3 | 4 | 5;

/** Stars, whether a fact holds, not now (`null`), not this again, or nothing again. */
export type QuestionAnswer = Stars | boolean | null | 'stop' | 'never';
