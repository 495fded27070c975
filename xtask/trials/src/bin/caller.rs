//! Writes a generated client, and a program that calls each of its operations.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use document::Input;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (spec, overlay, out) = match arguments.as_slice() {
        [spec, out] => (spec, None, out),
        [spec, overlay, out] => (spec, Some(overlay), out),
        _ => {
            eprintln!("usage: caller DOCUMENT [OVERLAY] FOLDER");
            return ExitCode::from(2);
        }
    };
    match write(spec, overlay.map(String::as_str), Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(spec: &str, overlay: Option<&str>, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let overlay = overlay.map(read).transpose()?;
    for (path, text) in trials::caller::write(&read(spec)?, overlay.as_ref())? {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn read(path: &str) -> std::io::Result<Input> {
    Ok(Input {
        name: path.to_owned(),
        bytes: fs::read(path)?,
    })
}
