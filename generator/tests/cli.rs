//! The commands, as a user runs them.

mod cli {
    mod bad_input;
    mod causes;
    mod diff;
    mod drift;
    mod formats;
    mod gate;
    mod ignore;
    mod mock;
    mod project;
    mod stability;
    mod writing;
}
