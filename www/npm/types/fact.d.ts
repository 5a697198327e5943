export type Topic =
  | 'name'
  | 'birthday'
  | 'dates'
  | 'sizes'
  | 'likes'
  | 'dislikes'
  | 'diet'
  | 'interests';

/** A day as `1990-05-13`, or `--05-13` without the year. */
export type Day = string;

export interface DateToRemember {
  name: string;
  relation?: string;
  date: Day;
}

export interface Size {
  of: string;
  size: string | number;
}

/**
 * What the shopper states. A topic that is named has exactly these facts from then on; an empty
 * text or list takes them back; null, or not being named, leaves them.
 */
export interface Facts {
  name?: string | null;
  birthday?: Day | null;
  dates?: DateToRemember[] | null;
  sizes?: Size[] | null;
  likes?: string[] | null;
  dislikes?: string[] | null;
  diet?: string[] | null;
  interests?: string[] | null;
}

/** A fact as it is kept. Times are milliseconds since 1970. */
export interface Fact {
  topic: Topic;
  text: string;
  about: string;
  /** Empty where the topic has none. */
  date: Day;
  confirmed: number;
}
