// A category: says what it listed.

import './header.js';
import { pushList } from './list.js';

const list = document.querySelector('main > [data-list]');
if (list) pushList(list);
