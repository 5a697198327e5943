/** What the page knows of an item that is wished for. */
export interface WishTold {
  title?: string;
  url?: string;
  image?: string;
  price?: number;
  /** It is for someone else, and says nothing of the taste. */
  gift?: boolean;
}

export interface Wish {
  itemId: string;
  title: string;
  url: string;
  image: string;
  /** Milliseconds since 1970. */
  at: number;
  gift: boolean;
}
