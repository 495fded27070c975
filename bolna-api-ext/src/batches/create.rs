//! A batch that is to be uploaded.

use std::fmt;

use bolna_api::multipart::File;
use bolna_api::types::{CreateBatchForm, RetryConfig};
use bolna_api::{IntoProperty, builder, types};
use serde::Serialize;
use url::Url;

use super::rows::{InvalidRow, Rows};
use crate::client::Bolna;
use crate::created::SendForId;
use crate::e164::{E164, InvalidNumber};
use crate::unusable::unusable;
use crate::{Error, ErrorKind};

/// The operation that is sent.
type Operation<'a> = builder::CreateBatch<'a>;

/// A batch that is to be uploaded. From [`Batches::create`](super::Batches::create).
///
/// Rows come from numbers and variables ([`row`](Self::row), [`rows`](Self::rows)), from anything that is
/// `Serialize` and has a `contact_number` ([`records`](Self::records)), and from CSV files ([`csv`](Self::csv)), and all of
/// them end in one file. Every number is checked; the first row that is wrong is an error that
/// [names it](super::InvalidRow), and nothing is sent.
///
/// ```no_run
/// # async fn run(bolna: bolna_api_ext::Bolna, agent: &str) -> Result<(), bolna_api_ext::Error> {
/// #[derive(serde::Serialize)]
/// struct Guest {
///     contact_number: String,
///     name: String,
/// }
///
/// # let guests: Vec<Guest> = Vec::new();
/// let id = bolna.batches().create(agent).records(guests).from(["+14155550142"]).send().await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a batch is uploaded by `send`"]
pub struct CreateBatch<'a> {
    bolna: &'a Bolna,
    form: types::builder::CreateBatchForm,
    rows: Rows,
    name: String,
    /// The first thing that is wrong with what was set.
    fault: Option<Error>,
}

impl<'a> CreateBatch<'a> {
    pub(super) fn new(bolna: &'a Bolna, agent: String) -> Self {
        let is_named = !agent.trim().is_empty();
        let mut batch = Self {
            bolna,
            form: CreateBatchForm::builder().agent_id(agent),
            rows: Rows::default(),
            name: "contacts.csv".to_owned(),
            fault: None,
        };
        if !is_named {
            batch.refuse(unusable::<Operation<'a>>(NotUsable("the id of the agent is empty")));
        }
        batch
    }

    /// Adds somebody to call, with variables by name: a struct, a map, or `()` for none.
    pub fn row(self, number: impl AsRef<str>, variables: impl Serialize) -> Self {
        self.add(|rows| rows.add(number.as_ref(), variables))
    }

    /// Adds a row for each pair of a number and its variables.
    pub fn rows<N: AsRef<str>, V: Serialize>(self, rows: impl IntoIterator<Item = (N, V)>) -> Self {
        rows.into_iter()
            .fold(self, |batch, (number, variables)| batch.row(number, variables))
    }

    /// Adds a row for each record, which has the number in `contact_number`, and variables in its other properties. A property without a value,
    /// `None`, is an empty cell.
    pub fn records<R: Serialize>(self, records: impl IntoIterator<Item = R>) -> Self {
        records
            .into_iter()
            .fold(self, |batch, record| batch.add(|rows| rows.add_record(record)))
    }

    /// Adds the rows of a CSV file (RFC 4180) in UTF-8 with a header, of which `contact_number` is a column.
    pub fn csv(self, content: impl AsRef<[u8]>) -> Self {
        self.add(|rows| rows.add_csv(content.as_ref()))
    }

    /// Sets the name of the file, by which people find the batch. It is `contacts.csv` without it.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets the numbers that the recipients see, which have to be of the account. Without them, the platform takes one of its
    /// own.
    pub fn from<N: TryInto<E164, Error: Into<InvalidNumber>>>(mut self, numbers: impl IntoIterator<Item = N>) -> Self {
        let numbers: Result<Vec<E164>, _> = numbers
            .into_iter()
            .map(|number| number.try_into().map_err(Into::into))
            .collect();
        match numbers {
            Ok(numbers) => self.form = self.form.from_phone_numbers(numbers),
            Err(error) => self.refuse(unusable::<Operation<'a>>(error)),
        }
        self
    }

    /// Sets how the platform repeats calls that fail. It does not without it.
    pub fn retry_config(mut self, config: impl IntoProperty<RetryConfig>) -> Self {
        self.form = self.form.retry_config(config);
        self
    }

    /// Sets the URL to which the progress of the calls of this batch is posted, instead of that of the agent.
    pub fn webhook_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        match Url::parse(&url).map(|url| matches!(url.scheme(), "http" | "https")) {
            Ok(true) => self.form = self.form.webhook_url(url),
            _ => self.refuse(unusable::<Operation<'a>>(NotUsable(
                "the webhook URL must be one of `https`, as `https://example.com/bolna`",
            ))),
        }
        self
    }

    /// Uploads the batch; its id. Nobody is called until it is [scheduled](super::Batches::schedule).
    ///
    /// # Errors
    ///
    /// The id of the agent is empty, a row, a number or the URL is wrong, and nothing was sent; or any other [`Error`].
    pub async fn send(self) -> Result<String, Error> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let content = self.rows.to_csv().map_err(unusable::<Operation<'a>>)?;
        let file = File::from(content).with_name(self.name).with_media_type("text/csv");
        let file = file.map_err(|error| Error::builder(ErrorKind::InvalidRequest).reason(error).build())?;
        self.bolna.create_batch().body(self.form.file(file)).send_for_id().await
    }

    fn add(mut self, add: impl FnOnce(&mut Rows) -> Result<(), InvalidRow>) -> Self {
        // After a row that is wrong, the others would be counted wrongly, too.
        if self.fault.is_none()
            && let Err(invalid) = add(&mut self.rows)
        {
            self.refuse(unusable::<Operation<'a>>(invalid));
        }
        self
    }

    fn refuse(&mut self, fault: Error) {
        self.fault.get_or_insert(fault);
    }
}

/// What was set cannot be sent.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct NotUsable(&'static str);

/// Shows nobody's number.
impl fmt::Debug for CreateBatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateBatch")
            .field("name", &self.name)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
