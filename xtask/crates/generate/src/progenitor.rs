//! The generator, kept from taking the process with it.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle, TagStyle};
use quote::quote;

/// Schemas are walked by recursion in the generator; the stack of a main thread would do for a few thousand levels.
const STACK: usize = 256 << 20;

/// Why the generator made nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) String);

/// Does `work` on a thread that is made for the generator. Syntax trees cannot leave their thread, so that whatever is
/// done with them is done there.
pub(super) fn on_its_thread<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Refusal> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("generator".to_owned()).stack_size(STACK);
        let handle = builder
            .spawn_scoped(scope, work)
            .map_err(|error| Refusal(format!("no thread could be started: {error}")))?;
        handle.join().map_err(|payload| {
            let message = (payload.downcast_ref::<&str>().copied())
                .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
                .unwrap_or("without a message");
            Refusal(format!("it ended in a panic: {message}"))
        })
    })
}

/// Runs the generator in the builder style, on the thread that is made for it.
pub(super) fn generate(typed: &OpenAPI) -> Result<syn::File, Refusal> {
    let tokens = tokens(typed)?;
    syn::parse2(tokens).map_err(|error| Refusal(format!("what it made is not Rust: {error}")))
}

fn tokens(typed: &OpenAPI) -> Result<proc_macro2::TokenStream, Refusal> {
    quiet_panics();
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged)
        .with_inner_type(quote!(crate::transport::Layers))
        .with_hooks(HooksMode::Expected)
        .with_map_type("::std::collections::BTreeMap")
        .with_replacement(lower::FILE, "crate::multipart::File", std::iter::empty());
    let generated = panic::catch_unwind(AssertUnwindSafe(|| Generator::new(&settings).generate_tokens(typed)));
    match generated {
        Ok(Ok(tokens)) => Ok(tokens),
        Ok(Err(error)) => Err(Refusal(error.to_string())),
        Err(_) => Err(Refusal(LAST_PANIC.take().unwrap_or_else(|| "it panicked".to_owned()))),
    }
}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps what a panic of the generator says, instead of printing it with a backtrace; panics of other threads print as
/// before.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some("generator") {
                return print(info);
            }
            let payload = info.payload();
            let message = (payload.downcast_ref::<&str>().copied())
                .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
                .unwrap_or("without a message");
            let place = info.location().map(|place| {
                let file = place.file().rsplit('/').next().unwrap_or_default();
                format!(" ({file}:{})", place.line())
            });
            LAST_PANIC.set(Some(format!("it panicked: {message}{}", place.unwrap_or_default())));
        }));
    });
}
