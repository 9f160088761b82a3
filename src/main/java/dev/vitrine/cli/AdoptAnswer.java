package dev.vitrine.cli;

import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.adopt.AdoptCost;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.text.ByteCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What became of the objects of a bucket: a line for each image and each failure while it happens and the numbers at
/// the end, or all as JSON.
final class AdoptAnswer {
    private final Terminal terminal;
    private final JsonAnswer json;
    private final boolean done;
    private final List<Object> images = new ArrayList<>();
    private final List<Object> left = new ArrayList<>();
    private final Map<AdoptResult, Integer> counts = new EnumMap<>(AdoptResult.class);

    /// @param done false for what would be done
    AdoptAnswer(Terminal terminal, JsonAnswer json, boolean done) {
        this.terminal = terminal;
        this.json = json;
        this.done = done;
    }

    boolean wantsLine(AdoptOutcome outcome) {
        return switch (outcome.result()) {
            case ADOPTED, THERE, TRASHED, NO_IMAGE, ARCHIVED, FAILED -> true;
            case EMPTY, OLDER, OWN -> false;
        };
    }

    void line(AdoptOutcome outcome) {
        if (json.isWanted()) {
            keep(outcome);
            return;
        }
        boolean isImage = outcome.result() == AdoptResult.ADOPTED || outcome.result() == AdoptResult.THERE;
        String line = CommandTexts.of(
                "bulk.done",
                outcome.object().path(),
                CommandTexts.of(key(outcome.result()), outcome.imageId(), outcome.reason()));
        if (isImage) {
            terminal.sayLine(line);
        } else {
            terminal.noteLine(line);
        }
    }

    private String key(AdoptResult result) {
        return "adopt.result." + CommandTexts.name(result) + (done || result != AdoptResult.ADOPTED ? "" : ".planned");
    }

    /// In JSON: a bucket may hold millions of objects, and what nobody has to look after must not hide what failed.
    private static int mostListed(AdoptResult result) {
        return switch (result) {
            case ADOPTED, ARCHIVED, FAILED -> 10_000;
            case THERE, TRASHED, NO_IMAGE, EMPTY, OLDER, OWN -> 1000;
        };
    }

    private void keep(AdoptOutcome outcome) {
        if (counts.merge(outcome.result(), 1, Integer::sum) > mostListed(outcome.result())) {
            return;
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("key", outcome.object().path());
        fields.put("result", CommandTexts.name(outcome.result()));
        if (!outcome.imageId().isEmpty()) {
            fields.put("image_id", outcome.imageId());
        }
        if (!outcome.reason().isEmpty()) {
            fields.put("error", outcome.reason());
        }
        (outcome.result() == AdoptResult.ADOPTED ? images : left).add(fields);
    }

    /// @param cost empty where nobody knows
    /// @return the exit code
    int end(AdoptReport report, Optional<AdoptCost> cost) {
        if (json.isWanted()) {
            JsonAnswer.print(terminal, fields(report, cost));
            return report.cutShort().map(ExitCode::of).orElse(code(report)).number();
        }
        terminal.out().flush();
        String key = done ? "adopt.done" : "adopt.plan";
        if (report.objects() > 0 || report.cutShort().isEmpty()) {
            String text = CommandTexts.of(key, arguments(report)) + " "
                    + cost.map(AdoptAnswer::text).orElse("");
            if (done) {
                terminal.noteLine(text.strip());
            } else {
                terminal.sayLine(text.strip());
            }
        }
        report.cutShort().ifPresent(failure -> {
            throw failure;
        });
        return code(report).number();
    }

    private static ExitCode code(AdoptReport report) {
        return report.count(AdoptResult.FAILED) > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static Object[] arguments(AdoptReport report) {
        var arguments = new ArrayList<Object>();
        arguments.add(report.objects());
        arguments.add(ByteCount.rounded(report.bytes(AdoptResult.ADOPTED), Locale.ROOT));
        for (AdoptResult result : AdoptResult.values()) {
            arguments.add(report.count(result));
        }
        return arguments.toArray();
    }

    private Map<String, Object> fields(AdoptReport report, Optional<AdoptCost> cost) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("dry_run", !done);
        fields.put("objects", report.objects());
        for (AdoptResult result : AdoptResult.values()) {
            fields.put(CommandTexts.name(result), report.count(result));
        }
        fields.put("adopted_bytes", report.bytes(AdoptResult.ADOPTED));
        cost.ifPresent(each -> fields.put("cost", numbers(each)));
        fields.put("images", images);
        fields.put("left", left);
        fields.put("not_listed", notListed());
        Optional<ImageException> cutShort = report.cutShort();
        cutShort.ifPresent(failure -> {
            fields.put("error", String.valueOf(failure.getMessage()));
            fields.put("code", ErrorCode.of(failure));
        });
        return fields;
    }

    private Map<String, Object> notListed() {
        var more = new LinkedHashMap<String, Object>();
        counts.forEach((result, count) -> {
            if (count > mostListed(result)) {
                more.put(CommandTexts.name(result), count - mostListed(result));
            }
        });
        return more;
    }

    private static Map<String, Object> numbers(AdoptCost cost) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("once_dollars", cost.once());
        fields.put("month_dollars", cost.month());
        fields.put("region", cost.region());
        fields.put("as_of", cost.asOf());
        return fields;
    }

    static String text(AdoptCost cost) {
        return CommandTexts.of(
                "adopt.cost", cost.once().toPlainString(), cost.month().toPlainString(), cost.region(), cost.asOf());
    }
}
