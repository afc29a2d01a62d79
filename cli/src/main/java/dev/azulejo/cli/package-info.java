/// The `azulejo` command: the pipeline of `core`, wired for one machine. Its rooms, of which each knows only rooms
/// below it (`ArchitectureTest` holds them to that):
///
/// ```text
///                 Main
///                  │
///               command ──────────────┐      subcommands
///         ┌────────┼────────┐         │
///  batch  watch  compare  evaluate  option   what a subcommand does     what a command line asks for
///         └────────┼────────┘         │
///                view               files    what the user sees         inputs, pages, pipes, destinations
///                  └───────┬──────────┘
///                       wiring               the pipeline for this machine
///                          │
///                       machine              environment, folders, memory
///                          │
///                        exit                exit codes, failures in words
/// ```
@NullMarked
package dev.azulejo.cli;

import org.jspecify.annotations.NullMarked;
