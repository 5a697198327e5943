//! The site token that opens the dashboard. The widget never needs it.
//!
//! `dangol token` prints it once and keeps only its Argon2id hash (RFC 9106), in a file that
//! only its owner may read. The file is read at each use, so that a new token holds at once,
//! and the sessions of the old one end.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The file's name within the folder of the collector's data.
pub const FILE: &str = "token.argon2";

/// Why there is no token.
#[derive(Debug, Error)]
pub enum TokenError {
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
    /// The token cannot be hashed.
    #[error("the token cannot be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The file cannot be written.
    #[error("cannot write {}: {source}", file.display())]
    File {
        /// The file of the hash.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Random bytes as text that fits in addresses and cookies.
///
/// # Errors
/// When the system gives none.
pub fn random_text() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(Base64UrlUnpadded::encode_string(&bytes))
}

/// Makes a new token, which replaces the old one, and gives it; it cannot be read again.
///
/// # Errors
/// When there is no randomness, or the folder cannot be written.
pub fn create(folder: &Path) -> Result<String, TokenError> {
    let token = random_text().map_err(TokenError::Random)?;
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(TokenError::Random)?;
    let salt = SaltString::encode_b64(&salt).map_err(TokenError::Hash)?;
    let hash = Argon2::default()
        .hash_password(token.as_bytes(), &salt)
        .map_err(TokenError::Hash)?;
    let file = folder.join(FILE);
    let wrong = |source| TokenError::File {
        file: file.clone(),
        source,
    };
    std::fs::create_dir_all(folder).map_err(wrong)?;
    // Written beside and moved, so that a reader never sees half of it.
    let beside = folder.join(format!("{FILE}.new"));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&beside).map_err(wrong)?;
    writeln!(out, "{hash}").map_err(wrong)?;
    out.sync_all().map_err(wrong)?;
    std::fs::rename(&beside, &file).map_err(wrong)?;
    Ok(token)
}

/// The kept hash; `None` where no token was made.
pub fn kept(folder: &Path) -> Option<String> {
    let text = std::fs::read_to_string(folder.join(FILE)).ok()?;
    Some(text.trim().to_owned())
}

/// Whether a token is the one of the hash. Takes some hundredths of a second by design.
pub fn opens(hash: &str, token: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(token.as_bytes(), &hash)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_token_opens_and_it_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(kept(folder.path()), None);
        let first = create(folder.path()).unwrap();
        let second = create(folder.path()).unwrap();
        let hash = kept(folder.path()).unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains(&second));
        assert!(opens(&hash, &second));
        assert!(!opens(&hash, &first) && !opens(&hash, "") && !opens("", ""));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let kept = std::fs::metadata(folder.path().join(FILE)).unwrap();
            assert_eq!(kept.permissions().mode() & 0o077, 0);
        }
    }
}
