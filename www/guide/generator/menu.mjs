// The menu: every page once, in the order in which an owner needs them.

import { TAKEN } from './source.mjs';

const reference = (...names) => names.map((name) => [`reference/${name}.html`, TAKEN[name]]);

export const MENU = {
  en: [
    ['Begin', [['index.html', 'What Dangol is'], ['start.html', 'Start in five minutes'], ['how.html', 'How it works']]],
    ['Use', [
      ['recipes.html', 'Recipes'], ['configuration.html', 'Configuration'], ['events.html', 'Events'],
      ['theming.html', 'Theming'], ['frameworks.html', 'Shop systems and frameworks'],
      ['operations.html', 'Operations'],
    ]],
    ['Decide', [['privacy.html', 'Privacy, for lawyers'], ['comparison.html', 'Other ways'], ['faq.html', 'Questions and answers']]],
    ['In depth', reference('javascript', 'browsers', 'consent', 'rules', 'moments', 'campaigns', 'asking', 'choose', 'corner', 'inspector', 'builder', 'evaluate', 'collector')],
    ['Formats', [['formats.html', 'All formats'], ...reference('model-format', 'report-format', 'profile-export', 'data-dictionary')]],
  ],
  ko: [['단골', [['ko/index.html', '단골이란'], ['ko/start.html', '5분 만에 시작하기'], ['ko/recipes.html', '따라 하기']]]],
};

/** What the frame of a page says. */
export const WORDS = {
  en: { guide: 'Guide', skip: 'To the text', menu: 'All pages', here: 'On this page', other: '한국어', next: 'Next', language: 'Language' },
  ko: { guide: '안내서', skip: '본문으로', menu: '모든 페이지', here: '이 페이지에서', other: 'English', next: '다음', language: '언어' },
};

/** The page in the other language, or that language's first one. */
export const otherLanguage = (permalink) => {
  const ko = permalink.startsWith('ko/');
  const twin = ko ? permalink.slice(3) : `ko/${permalink}`;
  const there = MENU[ko ? 'en' : 'ko'].flatMap(([, pages]) => pages).some(([address]) => address === twin);
  return { address: there ? twin : ko ? 'index.html' : 'ko/index.html', twin: there };
};

/** What comes after a page in the menu. */
export const nextOf = (permalink) => {
  const pages = MENU[permalink.startsWith('ko/') ? 'ko' : 'en'].flatMap(([, found]) => found);
  const place = pages.findIndex(([address]) => address === permalink);
  return pages[place + 1];
};
