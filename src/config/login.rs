//! User and password of a server: the password is never in the file itself (invariant R10).

use super::secrets;
use super::section::Section;
use super::surroundings::Surroundings;
use crate::model::Secret;

/// `user` with `password_file` or `credential`. A user alone and a password alone are both slips.
pub(super) fn read(section: &Section<'_>, around: &Surroundings) -> Option<(String, Secret)> {
    let user = section.text("user");
    let file = section.text("password_file");
    let credential = section.text("credential");
    if let (Some(_), Some(credential)) = (&file, &credential) {
        section.notes.error(&credential.span, "config-password-twice", &[]);
    }
    if let (None, Some(secret)) = (&user, file.as_ref().or(credential.as_ref())) {
        section.notes.error(&secret.span, "config-password-without-user", &[]);
    }
    // A password in the file has its own complaint.
    let has_password = file.is_some() || credential.is_some() || section.has("password");
    if let (Some(user), false) = (&user, has_password) {
        section.notes.error(&user.span, "config-user-without-password", &[]);
    }
    let secret = secrets::of(section, file, credential, around);
    Some((user?.value.to_owned(), secret?))
}
