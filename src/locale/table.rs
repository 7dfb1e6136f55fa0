//! Rows for a spreadsheet (RFC 4180), as people open them: what a cell holds is never a formula (CWE-1236).

/// What makes a spreadsheet take a cell for a formula, when it stands first.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What tells Excel that a file is UTF-8: stands first in it.
pub const MARK: &str = "\u{feff}";

/// A row, with its end.
pub fn row<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let mut row = String::new();
    for (nth, cell) in cells.into_iter().enumerate() {
        if nth > 0 {
            row.push(',');
        }
        let shield = if cell.starts_with(FORMULAS) && cell.parse::<f64>().is_err() { "'" } else { "" };
        row.push('"');
        row.push_str(shield);
        row.push_str(&cell.replace('"', "\"\""));
        row.push('"');
    }
    row + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn a_cell_is_text_or_a_number_and_never_a_formula() {
        assert_eq!(row(["a", "b \"c\"", "d,e\nf"]), "\"a\",\"b \"\"c\"\"\",\"d,e\nf\"\r\n");
        assert_eq!(row(["=1+1", "@SUM(A1)", "-0.5", "-cmd"]), "\"'=1+1\",\"'@SUM(A1)\",\"-0.5\",\"'-cmd\"\r\n");
    }
}
