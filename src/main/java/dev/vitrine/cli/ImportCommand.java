package dev.vitrine.cli;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.table.TableImport;
import dev.vitrine.service.table.TableImport.LeftLine;
import dev.vitrine.service.table.TableImport.PlannedChange;
import dev.vitrine.service.table.TableImport.TablePlan;
import dev.vitrine.text.DisplayText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes titles, descriptions and tags from a table: tells what changes, asks, and changes it.
@Command(name = "import")
final class ImportCommand extends LibraryCommand {
    private static final int SHOWN = 100;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--yes")
    private boolean yes;

    @Parameters(paramLabel = "FILE", descriptionKey = "vitrine.import.file")
    private Path file;

    @Override
    public Integer call() {
        try (CommandLibrary opened = choice.openSearchable(context)) {
            var table = new TableImport(opened.library().images());
            TablePlan plan = table.plan(file, (_, _) -> !Thread.currentThread().isInterrupted());
            if (!json.isWanted()) {
                print(plan);
            }
            Optional<EditOutcome> outcome =
                    isMeant(plan, opened.library().name()) ? Optional.of(apply(table, plan)) : Optional.empty();
            if (json.isWanted()) {
                JsonAnswer.print(terminal, answer(plan, outcome));
            } else {
                print(outcome);
            }
            return exitCode(plan, outcome);
        }
    }

    private boolean isMeant(TablePlan plan, String library) {
        return !dryRun
                && !plan.changes().isEmpty()
                && (yes
                        || Confirmation.isAgreed(
                                terminal,
                                CommandTexts.of("import.sure", plan.changes().size(), library)));
    }

    private EditOutcome apply(TableImport table, TablePlan plan) {
        try (var line = new ProgressLine(terminal)) {
            return table.apply(plan, line.counting());
        }
    }

    private static int exitCode(TablePlan plan, Optional<EditOutcome> outcome) {
        if (outcome.filter(ended -> !ended.whole()).isPresent()) {
            return ExitCode.CANCELLED.number();
        }
        List<ImageException> failures =
                outcome.map(ended -> List.copyOf(ended.failed().values())).orElse(List.of());
        return failures.isEmpty() && plan.left() > 0 ? ExitCode.NOT_FOUND.number() : BulkAnswer.exitCode(failures);
    }

    private void print(TablePlan plan) {
        plan.changes().stream().limit(SHOWN).flatMap(ImportCommand::lines).forEach(terminal::sayLine);
        if (plan.changes().size() > SHOWN) {
            terminal.say("import.more", plan.changes().size() - SHOWN);
        }
        terminal.out().flush();
        plan.leftLines().stream()
                .limit(SHOWN)
                .map(left -> CommandTexts.of(
                        "import.left", left.line(), CommandTexts.of(reason(left)), DisplayText.clipped(left.what())))
                .forEach(terminal::noteLine);
        if (plan.left() > SHOWN) {
            terminal.note("import.left.more", plan.left() - SHOWN);
        }
        terminal.note("import.plan", plan.changes().size(), plan.unchanged(), plan.left());
    }

    private void print(Optional<EditOutcome> outcome) {
        outcome.ifPresent(ended ->
                ended.failed().forEach((id, failure) -> terminal.note("bulk.failed", id, failure.getMessage())));
        terminal.noteLine(outcome.map(ended ->
                        CommandTexts.of("import.changed", ended.changed().size()))
                .orElseGet(() -> CommandTexts.of("import.dry")));
    }

    private static Stream<String> lines(PlannedChange change) {
        Caption before = change.image().caption();
        Caption after = change.after();
        var lines = new ArrayList<String>();
        lines.add(CommandTexts.of("import.image", change.image().imageId()));
        addChanged(lines, "import.title", before.title(), after.title());
        addChanged(lines, "import.description", before.description(), after.description());
        if (!before.tags().equals(after.tags())) {
            lines.add(CommandTexts.of("import.tags", tags(before.tags(), after.tags())));
        }
        return lines.stream();
    }

    private static void addChanged(List<String> lines, String key, String before, String after) {
        if (!before.equals(after)) {
            lines.add(CommandTexts.of(key, DisplayText.quoted(before), DisplayText.quoted(after)));
        }
    }

    private static String tags(List<String> before, List<String> after) {
        return Stream.concat(
                        after.stream().filter(tag -> !before.contains(tag)).map(tag -> "+" + DisplayText.clipped(tag)),
                        before.stream().filter(tag -> !after.contains(tag)).map(tag -> "-" + DisplayText.clipped(tag)))
                .collect(Collectors.joining(" "));
    }

    private static String reason(LeftLine left) {
        return switch (left.reason()) {
            case UNKNOWN -> "import.left.unknown";
            case SEVERAL -> "import.left.several";
            case TRASHED -> "import.left.trashed";
            case AGAIN -> "import.left.again";
        };
    }

    private static Map<String, Object> answer(TablePlan plan, Optional<EditOutcome> outcome) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("changes", plan.changes().stream().map(ImportCommand::fields).toList());
        answer.put("unchanged", plan.unchanged());
        answer.put(
                "left",
                plan.leftLines().stream()
                        .map(left -> Map.<String, Object>of(
                                "line", left.line(), "reason", CommandTexts.name(left.reason()), "what", left.what()))
                        .toList());
        answer.put("left_count", plan.left());
        answer.put("changed_count", outcome.map(ended -> ended.changed().size()).orElse(0));
        outcome.ifPresent(ended -> answer.put("failed", JsonAnswer.failures(ended.failed())));
        return answer;
    }

    private static Map<String, Object> fields(PlannedChange change) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("image_id", change.image().imageId());
        fields.put("before", fields(change.image().caption()));
        fields.put("after", fields(change.after()));
        return fields;
    }

    private static Map<String, Object> fields(Caption caption) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", caption.title());
        fields.put("description", caption.description());
        fields.put("tags", caption.tags());
        return fields;
    }
}
