use std::fs;

use super::{Fault, Larger};
use crate::understand::tone::Judge;

fn file(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/data/larger-tone/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(model: &str, labels: [usize; 3]) -> Result<Larger, Fault> {
    Larger::read(file(model), &file("tokenizer.json"), labels)
}

#[track_caller]
fn check(text: &str, labels: [usize; 3], most: usize) {
    let shares = read("tone.onnx", labels).unwrap().shares(text).unwrap();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
    assert!(shares[most] > 0.9, "{shares:?}");
}

#[test]
fn the_models_figures_become_shares_in_the_order_of_its_labels() {
    check("Je suis furieux contre Acme", [0, 1, 2], 0);
    check("Delighted, Acme!", [0, 1, 2], 2);
    check("Acme ? Bof.", [0, 1, 2], 1);
    check("Je suis furieux contre Acme", [2, 1, 0], 2);
    check("Delighted, Acme!", [1, 2, 0], 1);
}

#[test]
fn r7_a_text_of_any_length_costs_no_more_than_its_first_pieces() {
    let larger = read("tone.onnx", [0, 1, 2]).unwrap();
    let long = format!("furious {}{}", "x ".repeat(100_000), "delighted ".repeat(1_000));
    assert!(larger.shares(&long).unwrap()[0] > 0.9, "what stands behind is not read");
    for odd in ["\u{0}", "\u{fffd}\u{200b}", " ", "é".repeat(50_000).as_str()] {
        assert!(larger.shares(odd).is_some(), "{odd:?}");
    }
}

#[track_caller]
fn refuses(model: Vec<u8>, tokenizer: &[u8], want: &str) {
    let fault = Larger::read(model, tokenizer, [0, 1, 2]).unwrap_err();
    assert!(format!("{fault:?}").starts_with(want), "{fault:?}");
}

#[test]
fn f69_what_cannot_be_used_is_told_when_it_is_read() {
    let pieces = file("tokenizer.json");
    refuses(file("two-labels.onnx"), &pieces, "Outputs(2)");
    refuses(file("pictures.onnx"), &pieces, "Input(\"pixel_values\")");
    refuses(file("tone.onnx"), b"{}", "Tokenizer(");
    refuses(b"no model".to_vec(), &pieces, "Model(");
    refuses(Vec::new(), &pieces, "");
    let whole = file("tone.onnx");
    for cut in (1..whole.len()).step_by(7) {
        // Whatever is left of a file that broke off: an answer or a fault, never a panic.
        let _ = Larger::read(whole[..cut].to_vec(), &pieces, [0, 1, 2]);
    }
}
