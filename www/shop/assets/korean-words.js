// Common Korean words for what the shop sells, so that a Korean search finds English titles.

const WORDS = {
  머그: 'mug', 머그잔: 'mug', 컵: 'cup', 찻잔: 'teacup', 찻주전자: 'teapot', 주전자: 'teapot',
  접시: 'plate', 그릇: 'bowl', 쟁반: 'tray', 유리: 'glass', 유리잔: 'glass', 병: 'bottle', 유리병: 'jar',
  가방: 'bag', 도시락: 'lunch', 지갑: 'purse', 파우치: 'washbag', 우산: 'umbrella', 여권: 'passport',
  시계: 'clock', 거울: 'mirror', 액자: 'frame', 사인: 'sign', 칠판: 'chalkboard',
  양초: 'candle', 캔들: 'candle', 초: 'candle', 티라이트: 't-light', 랜턴: 'lantern', 조명: 'light', 전구: 'lights',
  쿠션: 'cushion', 앞치마: 'apron', 수건: 'towel', 타월: 'towel', 매트: 'mat', 담요: 'blanket',
  케이크: 'cake', 베이킹: 'baking', 쿠키: 'cookie', 저울: 'scales', 숟가락: 'spoon', 냅킨: 'napkins',
  상자: 'box', 틴: 'tin', 바구니: 'basket', 서랍: 'drawer', 고리: 'hook', 손잡이: 'knob', 선반: 'shelf',
  노트: 'notebook', 공책: 'notebook', 연필: 'pencil', 펜: 'pen', 스티커: 'sticker', 달력: 'calendar',
  카드: 'card', 포장지: 'wrap', 포장: 'wrap', 리본: 'ribbon', 선물: 'gift', 파티: 'party', 풍선: 'balloon', 가랜드: 'bunting',
  인형: 'doll', 장난감: 'toy', 퍼즐: 'jigsaw', 게임: 'game', 목걸이: 'necklace', 팔찌: 'bracelet', 귀걸이: 'earrings', 반지: 'ring',
  정원: 'garden', 화분: 'pot', 물뿌리개: 'watering', 새집: 'birdhouse', 새: 'bird', 고양이: 'cat', 강아지: 'dog', 토끼: 'rabbit', 부엉이: 'owl', 나비: 'butterfly',
  하트: 'heart', 별: 'star', 꽃: 'flower', 장미: 'rose', 딸기: 'strawberry', 해골: 'skull', 물방울: 'polkadot', 도트: 'spot', 줄무늬: 'stripe', 체크: 'gingham',
  빨강: 'red', 빨간: 'red', 분홍: 'pink', 핑크: 'pink', 파랑: 'blue', 파란: 'blue', 초록: 'green', 노랑: 'yellow', 노란: 'yellow', 보라: 'purple', 흰: 'white', 흰색: 'white', 검정: 'black', 검은: 'black',
  크리스마스: 'christmas', 성탄: 'christmas', 부활절: 'easter', 생일: 'birthday', 바느질: 'sewing', 비누: 'soap', 사탕: 'candy', 나무: 'wood', 빈티지: 'vintage', 런던: 'london',
};

/** The English word for a Korean one, or the word itself. */
export const english = (word) => WORDS[word] ?? WORDS[word.replace(/(을|를|이|가|은|는|의)$/u, '')] ?? word;
