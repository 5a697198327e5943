/** What the page's markup states of its product. What is not stated is empty. */
export interface PageProduct {
  itemId: string;
  title: string;
  url: string;
  image: string;
  category: string;
  brand: string;
  group: string;
  price: number | null;
  currency: string;
  availability: '' | 'InStock' | 'LimitedAvailability' | 'PreOrder' | 'BackOrder' | 'OutOfStock';
}
