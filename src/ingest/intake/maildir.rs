//! A Maildir: what was delivered to it since the last look, in `new` and in `cur`.
//!
//! A mail's place in the folder dates by its change time: a delivery, a move from `new` to `cur`, a copy by another
//! program all set it. So one instant says how far was read, however many mails lie there. A flag that is set brings the
//! mail up again, and the store knows it. No mail is moved, marked or deleted.

use std::os::unix::fs::MetadataExt as _;

use super::file::{self, Found};
use super::{Taken, mail};
use crate::model::{ComplaintKind, MailIntake, SourceStatus, Timestamp};

/// Mails read in one look, and bytes of them.
const MOST_MAILS: usize = 500;
const MOST_BYTES: u64 = 64 * 1_024 * 1_024;
/// A longer mail is left out.
const LONGEST: u64 = 16 * 1_024 * 1_024;
/// Clocks of file systems are coarse, and listing takes its time: the last seconds are looked at again.
const OVERLAP_NS: i64 = 5_000_000_000;

/// Reads what has come in since the last look.
pub(super) fn take(intake: &MailIntake, cursor: Option<&str>, now: Timestamp) -> Taken {
    let mut taken = Taken::default();
    let (mut mails, state) = match mails(intake, &mut taken) {
        Ok(found) => found,
        Err((status, detail)) => return Taken::failed(status, detail),
    };
    let (mut after, before) = read_cursor(cursor);
    if before.as_deref() == Some(state.as_str()) {
        return Taken { same: true, cursor: cursor.map(str::to_owned), ..Taken::default() };
    }
    // A clock that was set back would hide all that comes until it has caught up.
    if after > now.millis().saturating_mul(1_000_000).saturating_add(OVERLAP_NS) {
        after = i64::MIN;
    }
    mails.retain(|found| changed(found) > after);
    mails.sort_by(|a, b| (changed(a), &a.name).cmp(&(changed(b), &b.name)));
    let (mut bytes, mut reached) = (0, after);
    for (nth, found) in mails.iter().enumerate() {
        let is_full = nth >= MOST_MAILS || bytes >= MOST_BYTES;
        // Mails of one instant are never parted: the cursor is an instant.
        if is_full && changed(found) > reached {
            taken.more = true;
            break;
        }
        reached = changed(found);
        bytes += found.meta.len();
        match file::read(found, LONGEST) {
            Ok(raw) => {
                let (drafts, complaints) = mail::mails(&raw, intake);
                taken.drafts.extend(drafts);
                for complaint in complaints {
                    taken.complain(complaint.kind, complaint.detail);
                }
            }
            // Read and put aside between the two looks, it will come up in its new place.
            Err((SourceStatus::Missing, _)) => {}
            Err((_, detail)) => taken.complain(ComplaintKind::Rejected, detail),
        }
    }
    taken.cursor = Some(if taken.more {
        format!("{reached} -")
    } else {
        let settled = now.millis().saturating_mul(1_000_000) - OVERLAP_NS;
        // While the last seconds are young, the next look goes over them again.
        let state = if reached < settled { state } else { "-".to_owned() };
        format!("{} {state}", reached.min(settled))
    });
    taken
}

fn read_cursor(cursor: Option<&str>) -> (i64, Option<String>) {
    let Some((after, state)) = cursor.and_then(|cursor| cursor.split_once(' ')) else { return (i64::MIN, None) };
    (after.parse().unwrap_or(i64::MIN), Some(state.to_owned()))
}

/// The mails, and what tells whether the folders have changed.
fn mails(intake: &MailIntake, taken: &mut Taken) -> Result<(Vec<Found>, String), file::Refused> {
    let (path, meta) = file::target(&intake.path)?;
    if !meta.is_dir() {
        return Err((SourceStatus::Refused, format!("{} is no folder", intake.path.display())));
    }
    let folders = [path.join("new"), path.join("cur")];
    let is_maildir = folders.iter().any(|folder| folder.is_dir());
    let folders = if is_maildir { folders.to_vec() } else { vec![path] };
    let (mut mails, mut state) = (Vec::new(), Vec::new());
    for folder in folders {
        let Ok((folder, meta)) = file::target(&folder) else { continue };
        state.push(format!("{}.{}", meta.mtime(), meta.mtime_nsec()));
        let (found, left_out) = file::list(&folder)?;
        if left_out > 0 {
            taken.complain(ComplaintKind::Rejected, format!("{left_out} links or special files were not followed"));
        }
        // Temporary files of programs that copy begin with a dot.
        mails.extend(found.into_iter().filter(|found| !found.name.starts_with('.')));
    }
    Ok((mails, state.join("/")))
}

fn changed(found: &Found) -> i64 {
    found.meta.ctime().saturating_mul(1_000_000_000).saturating_add(found.meta.ctime_nsec())
}
