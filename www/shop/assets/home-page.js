// The home page: says which of the shop's own lists were shown.

import './header.js';
import { pushList } from './list.js';

const list = document.querySelector('[data-list="new-in"]');
if (list) pushList(list);
