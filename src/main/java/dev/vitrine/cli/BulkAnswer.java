package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.BulkOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What became of each of several images: a line for each, or one JSON object, and the exit code of the first failure.
final class BulkAnswer {
    private BulkAnswer() {}

    /// @param message what happened to an image when it went well, as the image storage service would say it
    static int print(CommandContext context, JsonAnswer json, BulkOutcome outcome, String message) {
        return print(context, json, outcome, _ -> message);
    }

    /// @param message what happened to the image with this id
    static int print(CommandContext context, JsonAnswer json, BulkOutcome outcome, UnaryOperator<String> message) {
        Terminal terminal = context.terminal();
        if (json.isWanted()) {
            var images = new ArrayList<Object>();
            outcome.done().forEach(id -> images.add(fields("message", message.apply(id), id)));
            outcome.failed().forEach((id, failure) -> images.add(fields("error", failure.getMessage(), id)));
            JsonAnswer.print(
                    terminal,
                    outcome.remark().isEmpty()
                            ? Map.of("images", images)
                            : Map.of("images", images, "note", outcome.remark()));
        } else {
            outcome.done().forEach(id -> terminal.say("bulk.done", id, message.apply(id)));
            terminal.out().flush();
            outcome.failed().forEach((id, failure) -> terminal.note("bulk.failed", id, failure.getMessage()));
            if (!outcome.remark().isEmpty()) {
                terminal.note("bulk.remark", outcome.remark());
            }
        }
        return exitCode(List.copyOf(outcome.failed().values()));
    }

    private static Map<String, Object> fields(String name, String text, String imageId) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(name, text);
        fields.put("image_id", imageId);
        return fields;
    }

    static int exitCode(List<ImageException> failures) {
        return failures.stream()
                .findFirst()
                .map(ExitCode::of)
                .orElse(ExitCode.DONE)
                .number();
    }
}
