/// The `azulejo` command: it reads what was typed, has the pipeline of `local` do it, and says what became of it. Its
/// rooms, of which each knows only rooms below it (`ArchitectureTest` holds them to that):
///
/// ```text
///                 Main
///                  │
///               command ──────────────┐      subcommands
///         ┌────────┼────────┐         │
///  batch  watch  compare  storage  option    what a subcommand does     what a command line asks for
///         └────────┼────────┘         │
///                view               files    what the user sees         inputs, pages, pipes, destinations
/// ```
@NullMarked
package dev.azulejo.cli;

import org.jspecify.annotations.NullMarked;
