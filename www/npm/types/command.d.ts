import type { Dangol, ProfileApi, ConsentApi, WishesApi } from './dangol.js';
import type { TrackEvents, TrackName } from './track.js';

type Calls<Api, Prefix extends string> = {
  [Name in keyof Api & string]: Api[Name] extends (...values: infer Values) => Promise<unknown>
    ? [`${Prefix}${Name}`, ...Values]
    : never;
}[keyof Api & string];

type Tracked = { [Name in TrackName]: ['track', Name, TrackEvents[Name]] }[TrackName];

/** A call for `push`: its name, with dots, and its arguments. */
export type Command =
  | Tracked
  | Calls<Omit<Dangol, 'track' | 'push'>, ''>
  | Calls<ConsentApi, 'consent.'>
  | Calls<ProfileApi, 'profile.'>
  | Calls<WishesApi, 'wishes.'>;
