package dev.vitrine.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command about a library, which is answered in words or as JSON.
@SuppressWarnings("NullAway.Init") // what it works with is there before it is called
abstract class LibraryCommand implements Callable<Integer> {
    CommandContext context;
    Terminal terminal;

    @Mixin
    LibraryChoice choice;

    @Mixin
    JsonAnswer json;

    /// Before it is called: picocli makes it, and what is below it, without arguments.
    void workWith(CommandContext context) {
        this.context = context;
        terminal = context.terminal();
    }

    /// Says a line to people: with `--json` the answer is said at the end.
    void say(String line) {
        if (!json.isWanted()) {
            terminal.sayLine(line);
        }
    }
}
