//! The commands, as a user runs them.

mod cli {
    mod bad_input;
    mod diff;
    mod drift;
    mod mock;
    mod project;
    mod stability;
    mod writing;
}
