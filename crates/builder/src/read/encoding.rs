//! A stream of bytes in whatever encoding as a stream of UTF-8.
//!
//! A byte order mark decides. Without one, ASCII passes as it is; at the first byte that is
//! none, a stretch of the text ahead is looked at: if it is UTF-8, the file is; if not, the
//! encoding that an XML declaration names is taken, else the one that browsers would guess.
//! So a file is read once, however large, and a stray byte in a file of UTF-8 does not turn
//! the whole of it into something else: it stays, and whoever reads lines tells where it is.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// So much is looked at where the encoding must be guessed.
const AHEAD: usize = 1 << 18;

/// So much is decoded at a time.
const STEP: usize = 1 << 16;

/// In UTF-8 with stray bytes there are so many sound sequences for each of them, or more.
const SOUND: u64 = 20;

/// What was found out, for the report.
#[derive(Debug, Clone, Default)]
pub struct Found {
    name: Arc<OnceLock<&'static Encoding>>,
    malformed: Arc<AtomicU64>,
}

impl Found {
    /// The encoding's name, if it is another than UTF-8.
    pub fn name(&self) -> Option<&'static str> {
        let encoding = self.name.get().filter(|encoding| **encoding != UTF_8)?;
        Some(encoding.name())
    }

    /// How many sequences could not be read and became U+FFFD.
    pub fn malformed(&self) -> u64 {
        self.malformed.load(Ordering::Relaxed)
    }
}

enum State {
    /// ASCII so far.
    Open,
    /// Passes as it is.
    Utf8,
    /// Decoded.
    Other(Box<Decoder>),
    /// Decoded to its end.
    Ended,
}

/// The stream.
pub struct Decoded<R> {
    inner: BufReader<R>,
    /// Taken from `inner` to be looked at, and not yet passed on.
    ahead: Vec<u8>,
    ahead_from: usize,
    state: State,
    declared: Option<&'static Encoding>,
    out: Vec<u8>,
    out_from: usize,
    found: Found,
}

impl<R: Read> Decoded<R> {
    /// From bytes. `wanted` is the encoding, where somebody has said it.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn new(inner: R, wanted: Option<&'static Encoding>) -> io::Result<(Self, Found)> {
        let found = Found::default();
        let mut decoded = Self {
            inner: BufReader::with_capacity(STEP, inner),
            ahead: Vec::new(),
            ahead_from: 0,
            state: State::Open,
            declared: None,
            out: Vec::new(),
            out_from: 0,
            found: found.clone(),
        };
        decoded.look_ahead(STEP)?;
        let head = decoded.ahead.as_slice();
        if let Some((encoding, length)) = Encoding::for_bom(head) {
            decoded.ahead_from = length;
            decoded.settle(encoding);
        } else if let Some(encoding) = wanted.or_else(|| without_mark(head)) {
            decoded.settle(encoding);
        } else {
            decoded.declared = declared(head);
        }
        Ok((decoded, found))
    }

    fn settle(&mut self, encoding: &'static Encoding) {
        // The first answer stays, and there is only one.
        let _ = self.found.name.set(encoding);
        self.state = match encoding == UTF_8 {
            true => State::Utf8,
            false => State::Other(Box::new(encoding.new_decoder_without_bom_handling())),
        };
    }

    /// Has at least so many bytes ahead, if there are any more.
    fn look_ahead(&mut self, bytes: usize) -> io::Result<()> {
        self.ahead.drain(..self.ahead_from);
        self.ahead_from = 0;
        let missing = bytes.saturating_sub(self.ahead.len()) as u64;
        self.inner
            .by_ref()
            .take(missing)
            .read_to_end(&mut self.ahead)?;
        Ok(())
    }

    /// Decides at the first byte that is not ASCII, which is the first one ahead.
    fn decide(&mut self) -> io::Result<()> {
        self.look_ahead(AHEAD)?;
        let is_whole = self.ahead.len() < AHEAD;
        let encoding = match is_utf8(&self.ahead, is_whole) {
            true => UTF_8,
            false => self.declared.filter(|it| *it != UTF_8).unwrap_or_else(|| {
                let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
                detector.feed(&self.ahead, is_whole);
                detector.guess(None, Utf8Detection::Deny)
            }),
        };
        self.settle(encoding);
        Ok(())
    }

    /// Decodes another step into `out`.
    fn decode(&mut self) -> io::Result<()> {
        self.out.clear();
        self.out_from = 0;
        let State::Other(decoder) = &mut self.state else {
            return Ok(());
        };
        while self.out.is_empty() {
            let from_ahead = self.ahead_from < self.ahead.len();
            let input = match from_ahead {
                true => &self.ahead[self.ahead_from..],
                false => self.inner.fill_buf()?,
            };
            let last = input.is_empty();
            self.out.resize(STEP, 0);
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(input, &mut self.out, last);
            self.out.truncate(written);
            match from_ahead {
                true => self.ahead_from += read,
                false => self.inner.consume(read),
            }
            if let DecoderResult::Malformed(..) = result {
                self.found.malformed.fetch_add(1, Ordering::Relaxed);
                self.out.extend_from_slice("\u{fffd}".as_bytes());
            } else if last && result == DecoderResult::InputEmpty {
                self.state = State::Ended;
                break;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        if matches!(self.state, State::Open) {
            let ahead = &self.ahead[self.ahead_from..];
            let input = match ahead.is_empty() {
                true => self.inner.fill_buf()?,
                false => ahead,
            };
            let plain = input
                .iter()
                .take(buffer.len())
                .take_while(|byte| byte.is_ascii());
            let count = plain.count();
            if count > 0 || input.is_empty() {
                buffer[..count].copy_from_slice(&input[..count]);
                match ahead.is_empty() {
                    true => self.inner.consume(count),
                    false => self.ahead_from += count,
                }
                return Ok(count);
            }
            self.decide()?;
        }
        if matches!(self.state, State::Utf8) {
            let ahead = &self.ahead[self.ahead_from..];
            if ahead.is_empty() {
                return self.inner.read(buffer);
            }
            let count = ahead.len().min(buffer.len());
            buffer[..count].copy_from_slice(&ahead[..count]);
            self.ahead_from += count;
            return Ok(count);
        }
        if self.out_from == self.out.len() {
            self.decode()?;
        }
        let ready = &self.out[self.out_from..];
        let count = ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&ready[..count]);
        self.out_from += count;
        Ok(count)
    }
}

/// UTF-16 without its mark: every other byte of a text that is mostly ASCII is nought.
fn without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(512)];
    let noughts = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|it| **it == 0)
            .count()
    };
    let (even, odd) = (noughts(0), noughts(1));
    let many = head.len() / 4;
    match (even, odd) {
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// What `<?xml version="1.0" encoding="euc-kr"?>` says.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let start = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = start.iter().take(200).position(|byte| *byte == b'>')?;
    let text = String::from_utf8_lossy(&start[..end]).into_owned();
    let (_, after) = text.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after
        .chars()
        .next()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    Encoding::for_label(after[1..].split(quote).next()?.as_bytes())
}

/// Whether this is UTF-8, but for a few stray bytes.
fn is_utf8(bytes: &[u8], is_whole: bool) -> bool {
    let (mut sound, mut stray) = (0u64, 0u64);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        sound += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count() as u64;
        // What is cut off at the end of the stretch is no fault of the file.
        let is_cut = !is_whole && chunks.peek().is_none();
        stray += u64::from(!chunk.invalid().is_empty() && !is_cut);
    }
    stray == 0 || sound >= stray * SOUND
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        let (mut decoded, found) = Decoded::new(bytes, None).unwrap();
        let mut text = Vec::new();
        decoded.read_to_end(&mut text).unwrap();
        (String::from_utf8_lossy(&text).into_owned(), found.name())
    }

    #[test]
    fn each_encoding_is_told() {
        let korean =
            "상품코드,상품명,가격\n1,무선 이어폰 블랙,39000\n2,스테인리스 냄비 세트,58000\n";
        let (bytes, ..) = encoding_rs::EUC_KR.encode(korean);
        assert_eq!(read(&bytes), (korean.to_owned(), Some("EUC-KR")));
        let german =
            "id;Bezeichnung;Preis\n1;Schöner Teller, weiß;12,50 €\n2;Müslischüssel;3,99 €\n";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(german);
        assert_eq!(read(&bytes), (german.to_owned(), Some("windows-1252")));
        let japanese = "商品番号,商品名,価格\n1,湯のみ茶碗 青,1200\n2,急須セット(木箱入り),4800\n";
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(read(&bytes), (japanese.to_owned(), Some("Shift_JIS")));
        assert_eq!(read(korean.as_bytes()), (korean.to_owned(), None));
        assert_eq!(
            read(b"id,title\n1,Tea\n"),
            ("id,title\n1,Tea\n".to_owned(), None)
        );
        let marked = format!("\u{feff}{korean}");
        assert_eq!(read(marked.as_bytes()), (korean.to_owned(), None));
        for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
            let units = |text: &str| -> Vec<u8> {
                let of = |unit: u16| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                };
                text.encode_utf16().flat_map(of).collect()
            };
            assert_eq!(read(&units(&marked)), (korean.to_owned(), Some(name)));
            let plain = "id,title,price\n1,Café,2.50\n";
            assert_eq!(read(&units(plain)), (plain.to_owned(), Some(name)));
        }
    }

    #[test]
    fn what_is_not_ascii_may_come_late() {
        let mut bytes = b"id,title\n".repeat(100_000);
        bytes.extend_from_slice(b"1,Caf\xe9 au lait\n");
        let (text, name) = read(&bytes);
        assert_eq!(name, Some("windows-1252"));
        assert!(text.ends_with("1,Café au lait\n"));
        assert_eq!(text.len(), bytes.len() + 1);
    }

    #[test]
    fn a_stray_byte_in_utf_8_stays() {
        let mut bytes = "단골 가게".repeat(20).into_bytes();
        bytes.extend_from_slice(b"\xe9,");
        let (mut decoded, found) = Decoded::new(bytes.as_slice(), None).unwrap();
        let mut text = Vec::new();
        decoded.read_to_end(&mut text).unwrap();
        assert_eq!((text, found.name()), (bytes, None));
    }

    #[test]
    fn a_declaration_counts_where_it_is_not_utf_8() {
        let text = "<?xml version=\"1.0\" encoding='euc-kr'?><a>차</a>";
        let (bytes, ..) = encoding_rs::EUC_KR.encode(text);
        assert_eq!(read(&bytes), (text.to_owned(), Some("EUC-KR")));
        assert_eq!(read(text.as_bytes()), (text.to_owned(), None));
    }

    #[test]
    fn what_cannot_be_read_is_counted() {
        let (mut decoded, found) =
            Decoded::new(&b"caf\xe9 \xff\xff"[..], Some(encoding_rs::EUC_KR)).unwrap();
        let mut text = String::new();
        decoded.read_to_string(&mut text).unwrap();
        assert!(found.malformed() > 0, "{text}");
    }
}
