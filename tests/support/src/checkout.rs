//! The checkout, and copies of it that a test may spoil.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The folder of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The document or page `name` in `tests/fixtures/`.
#[must_use]
pub fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// A copy of the parts of the checkout that commands read and write: `Cargo.toml`, the contract, the generated client.
pub struct Checkout(TempDir);

impl Checkout {
    /// A copy of its own.
    #[must_use]
    pub fn copy() -> Self {
        let copy = Self(TempDir::new().unwrap());
        fs::copy(root().join("Cargo.toml"), copy.path().join("Cargo.toml")).unwrap();
        for folder in ["openapi", "bolna-api/src/generated"] {
            for (path, bytes) in files(&root().join(folder)) {
                copy.write(&format!("{folder}/{path}"), &bytes);
            }
        }
        copy
    }

    /// Its folder, which is gone when this is dropped.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces `from`, which must be there, by `to`.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} has no `{from}`");
        self.write(name, text.replace(from, to).as_bytes());
    }

    /// Every file and what is in it.
    #[must_use]
    pub fn state(&self) -> BTreeMap<String, Vec<u8>> {
        files(self.path())
    }
}

/// The files below a folder: path with slashes → bytes.
#[must_use]
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let tokens: Vec<_> = path
                .strip_prefix(root)
                .unwrap()
                .iter()
                .map(|token| token.to_str().unwrap())
                .collect();
            files.insert(tokens.join("/"), fs::read(&path).unwrap());
        }
    }
}
