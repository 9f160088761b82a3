package dev.vitrine.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Writes the script by which bash and zsh complete commands and options.
@Command(name = "completion")
final class CompletionCommand implements Callable<Integer> {
    private final Terminal screen;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Terminal screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        screen.out().print(AutoComplete.bash("vitrine", spec.root().commandLine()));
        screen.out().flush();
        return ExitCode.DONE.number();
    }
}
