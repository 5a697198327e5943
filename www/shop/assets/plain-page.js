// A page without anything of its own: header and lists.

import './header.js';
import './list.js';
