import type { Choice, ChooseQuery } from './choosing.js';
import type { Command } from './command.js';
import type { Consent, ConsentRequest } from './consent.js';
import type { Forget, ProfileExport } from './export.js';
import type { Fact, Facts } from './fact.js';
import type { Greeting, MomentCode } from './greeting.js';
import type { Offer } from './offer.js';
import type { Overview } from './overview.js';
import type { PageProduct } from './product.js';
import type { Question, QuestionAnswer, QuestionKind, Stars } from './question.js';
import type { Reason, Recommendation, RecommendQuery } from './recommendation.js';
import type { TrackEvents, TrackName } from './track.js';
import type { Wish, WishTold } from './wish.js';

export interface ConsentApi {
  get(): Promise<Consent>;
  /** Resolves to what holds now. */
  set(request: ConsentRequest): Promise<Consent>;
}

/** What changes something resolves when it is kept. */
export interface ProfileApi {
  get(): Promise<Overview>;
  setFacts(facts: Facts): Promise<void>;
  /** The one stated fact to ask about now. */
  question(): Promise<Fact | null>;
  answerFact(fact: Fact, holds: boolean): Promise<void>;
  markGift(itemId: string, gift?: boolean): Promise<void>;
  forget(what: Forget): Promise<void>;
  allowGreeting(code: MomentCode, allowed?: boolean): Promise<void>;
  allowQuestion(kind: QuestionKind | 'all', allowed?: boolean): Promise<void>;
  allowOffer(id: string, allowed?: boolean): Promise<void>;
  pause(paused?: boolean): Promise<void>;
  /** 0 where there is none. */
  rating(itemId: string): Promise<0 | Stars>;
  /** 0 takes it back. */
  rate(itemId: string, stars: 0 | Stars): Promise<void>;
  export(): Promise<ProfileExport>;
  import(data: ProfileExport | string): Promise<void>;
  erase(): Promise<void>;
}

export interface WishesApi {
  add(itemId: string, told?: WishTold): Promise<void>;
  remove(itemId: string): Promise<void>;
  /** Newest first. */
  list(): Promise<Wish[]>;
}

/** `window.dangol`, as docs/javascript.md describes it. */
export interface Dangol {
  readonly version: string;
  readonly ready: Promise<Dangol>;
  /** Resolves when the event is kept. */
  track<Name extends TrackName>(name: Name, params: TrackEvents[Name]): Promise<void>;
  recommend(query: RecommendQuery): Promise<Recommendation[]>;
  /** Counts as said; null where there is nothing to say. */
  greeting(): Promise<Greeting | null>;
  /** Counts as shown; null where there is none. */
  offer(place: string): Promise<Offer | null>;
  /** Counts as asked; null where there is nothing to ask. */
  question(): Promise<Question | null>;
  answer(value: QuestionAnswer): Promise<void>;
  page(): Promise<PageProduct | null>;
  choose(query?: ChooseQuery): Promise<Choice>;
  why(itemId: string): Promise<Reason | null>;
  guest(visits?: boolean): Promise<void>;
  readonly consent: ConsentApi;
  readonly profile: ProfileApi;
  readonly wishes: WishesApi;
  push(...commands: Command[]): number;
}
