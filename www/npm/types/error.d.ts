export type DangolErrorCode =
  | 'not_started'
  | 'storage_blocked'
  | 'bad_event'
  | 'too_many_events'
  | 'unknown_kind'
  | 'bad_answer'
  | 'bad_rating'
  | 'bad_choice'
  | 'bad_model'
  | 'bad_file'
  | 'bad_config'
  | 'unknown_version'
  | 'write_after_withdrawal'
  | 'bad_consent'
  | 'bad_fact'
  | 'bad_wish'
  | 'bad_forget'
  | 'not_granted'
  | 'bad_profile'
  | 'newer_profile';

/** What a rejected call gives. The message is for developers. */
export interface DangolError extends Error {
  code: DangolErrorCode;
}
