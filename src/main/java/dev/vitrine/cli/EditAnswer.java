package dev.vitrine.cli;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of an edit of many images: how many were changed, and why others were not.
final class EditAnswer {
    private EditAnswer() {}

    /// Of what is only planned.
    ///
    /// @param planned what would become of each, for other programs
    static int print(CommandContext context, JsonAnswer json, int found, List<Map<String, Object>> planned) {
        if (!json.isWanted()) {
            return print(context, json, found, Optional.empty());
        }
        Map<String, Object> answer = fields(found, Optional.empty(), Map.of());
        answer.put("planned", planned);
        JsonAnswer.print(context.terminal(), answer);
        return ExitCode.DONE.number();
    }

    /// @param found how many it is about
    /// @param outcome empty when nothing was to be changed yet
    /// @return the exit code
    static int print(CommandContext context, JsonAnswer json, int found, Optional<EditOutcome> outcome) {
        Map<String, ImageException> failed = outcome.map(EditOutcome::failed).orElse(Map.of());
        if (json.isWanted()) {
            JsonAnswer.print(context.terminal(), fields(found, outcome, failed));
        } else {
            failed.forEach((id, failure) -> context.terminal().note("bulk.failed", id, failure.getMessage()));
            context.terminal()
                    .sayLine(outcome.map(ended -> CommandTexts.of(
                                    "edits.changed", ended.changed().size()))
                            .orElseGet(() -> CommandTexts.of("edits.planned", found)));
        }
        return outcome.filter(ended -> !ended.whole()).isPresent()
                ? ExitCode.CANCELLED.number()
                : BulkAnswer.exitCode(List.copyOf(failed.values()));
    }

    private static Map<String, Object> fields(
            int found, Optional<EditOutcome> outcome, Map<String, ImageException> failed) {
        List<CaptionChange> changed = outcome.map(EditOutcome::changed).orElse(List.of());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("images", found);
        answer.put("changed_count", changed.size());
        answer.put("changed", changed.stream().map(CaptionChange::imageId).toList());
        answer.put("failed", JsonAnswer.failures(failed));
        return answer;
    }
}
