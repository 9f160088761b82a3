package dev.vitrine.cli;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.Progress;
import dev.vitrine.service.table.TableExport;
import dev.vitrine.service.table.TableForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes images as a table.
@Command(name = "export")
final class ExportCommand extends LibraryCommand {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Mixin
    private SearchChoice search;

    @Option(names = "--output", paramLabel = "FILE")
    private Path file = STANDARD_OUTPUT;

    @Option(names = "--format", paramLabel = "FORMAT")
    private Optional<FormatChoice> format = Optional.empty();

    /// As it is typed.
    private enum FormatChoice {
        csv(TableForm.CSV),
        jsonl(TableForm.JSONL);

        private final TableForm intended;

        FormatChoice(TableForm intended) {
            this.intended = intended;
        }
    }

    @Override
    public Integer call() {
        if (format.isEmpty() && TableForm.isNamedOtherwise(file)) {
            throw new ImageException.Invalid(CommandTexts.of("export.otherName", file.getFileName()));
        }
        try (CommandLibrary opened = choice.openSearchable(context);
                ProgressLine line = new ProgressLine(terminal)) {
            var export = new TableExport(opened.library()::fields);
            var rows = ImagePages.of(opened.library().images().search(search.query()));
            Progress progress = line.counting();
            if (file.equals(STANDARD_OUTPUT)) {
                write(export, rows, progress);
                return ExitCode.DONE.number();
            }
            int written = export.save(rows, file, form(TableForm.of(file)), progress);
            line.clear();
            say(written);
            return ExitCode.DONE.number();
        }
    }

    private TableForm form(TableForm otherwise) {
        return format.map(chosen -> chosen.intended).orElse(otherwise);
    }

    private void write(TableExport export, ImagePages rows, Progress progress) {
        try {
            export.write(rows, form(TableForm.CSV), terminal.out(), progress);
            if (terminal.out().checkError()) {
                throw new ImageException.Failed(CommandTexts.of("export.torn"));
            }
        } catch (IOException e) {
            throw FileFailures.writing(STANDARD_OUTPUT, e);
        }
    }

    private void say(int written) {
        if (json.isWanted()) {
            JsonAnswer.print(terminal, Map.of("file", file.toString(), "count", written));
        } else {
            terminal.note("export.done", written, file);
        }
    }
}
