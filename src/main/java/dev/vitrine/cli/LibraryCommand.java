package dev.vitrine.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command about a library, which is answered in words or as JSON.
abstract class LibraryCommand implements Callable<Integer> {
    final CommandContext context;
    final Terminal terminal;

    @Mixin
    LibraryChoice choice;

    @Mixin
    JsonAnswer json;

    LibraryCommand(CommandContext context) {
        this.context = context;
        terminal = context.terminal();
    }
}
