/// The command line, one class per command.
///
/// A front door above `api`, which its command `serve` starts, and beside `ui`. Commands print what they found to
/// standard output and everything else to standard error, so that a pipe holds only answers. All words that people read
/// are in `commands.properties`, where picocli finds the descriptions of commands and options by key.
@NullMarked
package dev.vitrine.cli;

import org.jspecify.annotations.NullMarked;
