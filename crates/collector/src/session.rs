//! Who has shown the site token: sessions, in memory only.

use crate::token;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long a session lasts, in seconds.
pub const LASTS: u64 = 12 * 60 * 60;

/// Sessions at once; the oldest ends when one more begins.
const MOST: usize = 64;

/// The cookie's name.
const COOKIE: &str = "dangol-dashboard";

/// The open sessions.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<HashMap<String, Session>>);

#[derive(Debug)]
struct Session {
    ends: u64,
    /// The hash of the token that opened it: another token ends it.
    hash: String,
}

impl Sessions {
    /// Begins a session, and gives its id.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn begin(&self, hash: String, now: u64) -> Result<String, getrandom::Error> {
        let id = token::random_text()?;
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.ends > now);
        if sessions.len() >= MOST {
            let oldest = sessions.iter().min_by_key(|(_, session)| session.ends);
            if let Some(oldest) = oldest.map(|(id, _)| id.clone()) {
                sessions.remove(&oldest);
            }
        }
        let ends = now + LASTS;
        sessions.insert(id.clone(), Session { ends, hash });
        Ok(id)
    }

    /// Whether the id is that of a session under the token that holds now.
    pub fn holds(&self, id: &str, hash: &str, now: u64) -> bool {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions
            .get(id)
            .is_some_and(|session| session.ends > now && session.hash == hash)
    }

    /// Ends a session.
    pub fn end(&self, id: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.remove(id);
    }
}

/// The session's id in a header `Cookie`.
pub fn in_cookies(cookies: &str) -> Option<&str> {
    let mut pairs = cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, id)| id)
}

/// The header `Set-Cookie` that begins a session; `None` ends it.
pub fn cookie(id: Option<&str>, secure: bool) -> String {
    let (id, age) = id.map_or(("", 0), |id| (id, LASTS));
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={id}; Path=/dashboard; Max-Age={age}; HttpOnly; SameSite=Strict{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_by_time_by_leaving_and_by_a_new_token() {
        let sessions = Sessions::default();
        let id = sessions.begin("a".to_owned(), 0).unwrap();
        assert!(sessions.holds(&id, "a", LASTS - 1));
        assert!(!sessions.holds(&id, "a", LASTS));
        assert!(!sessions.holds(&id, "b", 0) && !sessions.holds("", "a", 0));
        sessions.end(&id);
        assert!(!sessions.holds(&id, "a", 0));
    }

    #[test]
    fn sessions_are_bounded() {
        let sessions = Sessions::default();
        let first = sessions.begin("a".to_owned(), 0).unwrap();
        for second in 1..=MOST as u64 {
            sessions.begin("a".to_owned(), second).unwrap();
        }
        assert!(!sessions.holds(&first, "a", 1));
        assert_eq!(sessions.0.lock().unwrap().len(), MOST);
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let set = cookie(Some("x_-1"), true);
        assert!(set.contains("HttpOnly; SameSite=Strict; Secure"));
        assert_eq!(in_cookies("a=b; dangol-dashboard=x_-1; c=d"), Some("x_-1"));
        assert_eq!(in_cookies("a=b; xdangol-dashboard=1"), None);
    }
}
