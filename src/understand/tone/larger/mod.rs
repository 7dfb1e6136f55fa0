//! A larger model for the tone: an ONNX file and its tokenizer, read from bytes and asked text by text.
//!
//! Any classifier of three labels will do that takes the numbers of a text's pieces, and at will their mask and their
//! segments: exports of fine-tuned transformers look so. It is read and tried out once, when the configuration is checked,
//! so that a file which cannot be used is told of at a start and not at the first mention. Plain Rust throughout, on the
//! thread that asks. Deliberately absent: fetching models, graphics cards, batches.

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use rten::{Model, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use tokenizers::{Tokenizer, TruncationParams};

use super::second::Judge;

/// Pieces of a text that are looked at, at most. Transformers are mostly trained on up to 512; their cost grows with it.
const PIECES: usize = 256;
/// A text on which the model is tried out.
const TRIAL: &str = "Acme: très déçu, never again!";

/// Why files cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The tokenizer's file.
    Tokenizer(String),
    /// The model's file.
    Model(String),
    /// An input that is not known here.
    Input(String),
    /// As many figures came out, where one a label is wanted.
    Outputs(usize),
    /// It was read and cannot be run.
    Run(String),
}

/// What an input of the model wants.
#[derive(Clone, Copy, Debug)]
enum Input {
    Pieces,
    Mask,
    Segments,
}

/// A model that was read and tried out.
pub struct Larger {
    model: Model,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
    tokenizer: Tokenizer,
    /// The core that polls leave over is not its own: many texts may be asked about at once.
    one_thread: Arc<ThreadPool>,
    /// For against, neither, for: which of the model's outputs it is.
    labels: [usize; 3],
}

impl Larger {
    /// Reads both files. `labels` tells for against, neither and for which of the outputs it is.
    pub fn read(model: Vec<u8>, tokenizer: &[u8], labels: [usize; 3]) -> Result<Self, Fault> {
        let mut tokenizer = Tokenizer::from_bytes(tokenizer).map_err(|error| Fault::Tokenizer(error.to_string()))?;
        let short = TruncationParams { max_length: PIECES, ..TruncationParams::default() };
        tokenizer.with_truncation(Some(short)).map_err(|error| Fault::Tokenizer(error.to_string()))?;
        tokenizer.with_padding(None);
        let model = Model::load(model).map_err(|error| Fault::Model(error.to_string()))?;
        let inputs = model.input_ids().iter().map(|&id| {
            let name = model.node_info(id).and_then(|node| node.name().map(str::to_owned)).unwrap_or_default();
            Ok((id, wanted(&name).ok_or(Fault::Input(name))?))
        });
        let inputs = inputs.collect::<Result<_, Fault>>()?;
        let &output = model.output_ids().first().ok_or(Fault::Outputs(0))?;
        let one_thread = Arc::new(ThreadPool::with_num_threads(1));
        let larger = Self { model, inputs, output, tokenizer, one_thread, labels };
        let figures = larger.run(TRIAL)?;
        if figures.len() != labels.len() || figures.iter().any(|figure| !figure.is_finite()) {
            return Err(Fault::Outputs(figures.len()));
        }
        Ok(larger)
    }

    fn run(&self, text: &str) -> Result<Vec<f32>, Fault> {
        let cut = self.tokenizer.encode_fast(text, true).map_err(|error| Fault::Tokenizer(error.to_string()))?;
        let shape = [1, cut.len()];
        let numbers = |input| match input {
            Input::Pieces => cut.get_ids(),
            Input::Mask => cut.get_attention_mask(),
            Input::Segments => cut.get_type_ids(),
        };
        let inputs = self.inputs.iter().map(|&(id, input)| {
            let numbers = numbers(input).iter().map(|&number| number.cast_signed()).collect::<Vec<i32>>();
            let value = Value::from_shape(&shape, numbers).map_err(|error| Fault::Run(error.to_string()))?;
            Ok((id, ValueOrView::from(value)))
        });
        let inputs = inputs.collect::<Result<_, Fault>>()?;
        let one_thread = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.one_thread)));
        let ran = self.model.run(inputs, &[self.output], Some(one_thread));
        let figures = ran.map_err(|error| Fault::Run(error.to_string()))?.pop();
        let (_, figures) = figures
            .ok_or(Fault::Outputs(0))?
            .into_shape_vec::<f32, 2>()
            .map_err(|error| Fault::Run(error.to_string()))?;
        Ok(figures)
    }
}

impl Judge for Larger {
    fn shares(&self, text: &str) -> Option<[f64; 3]> {
        let figures = self.run(text).ok()?;
        let mut sums = [0.0; 3];
        for (sum, &nth) in sums.iter_mut().zip(&self.labels) {
            *sum = f64::from(*figures.get(nth)?);
        }
        sums.iter().all(|sum| sum.is_finite()).then(|| softmax(sums))
    }
}

impl fmt::Debug for Larger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Larger").field("inputs", &self.inputs).field("labels", &self.labels).finish_non_exhaustive()
    }
}

/// The names that exports give to these inputs.
fn wanted(name: &str) -> Option<Input> {
    match name {
        "input_ids" => Some(Input::Pieces),
        "attention_mask" => Some(Input::Mask),
        "token_type_ids" => Some(Input::Segments),
        _ => None,
    }
}

fn softmax(sums: [f64; 3]) -> [f64; 3] {
    let top = sums.into_iter().fold(f64::MIN, f64::max);
    let parts = sums.map(|sum| (sum - top).exp());
    let all: f64 = parts.iter().sum();
    parts.map(|part| part / all)
}
