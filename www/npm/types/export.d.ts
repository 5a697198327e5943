/** The whole profile, to be taken along; its shape is in docs/profile-export.md. */
export interface ProfileExport {
  format: 'dangol-profile';
  version: number;
  profile: Record<string, unknown>;
  /** The bytes of a damaged profile that was set aside. */
  setAside?: number[];
}

/** What is to be forgotten: a product, a category, or a span of milliseconds since 1970. */
export type Forget = { itemId: string } | { category: string } | { from: number; to: number };
