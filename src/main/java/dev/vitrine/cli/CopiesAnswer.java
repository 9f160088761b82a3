package dev.vitrine.cli;

import dev.vitrine.catalog.CatalogCopy;
import dev.vitrine.catalog.CatalogRestore.RestoredCatalog;
import dev.vitrine.catalog.CopyChoice;
import dev.vitrine.image.ErrorCode;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The daily copies of a catalog, and which of them was put in its place, for people or as JSON.
record CopiesAnswer(Terminal terminal, JsonAnswer json) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /// A person has to say which copy it is to be.
    ExitCode ask(CopyChoice choice, ImageException unclear) {
        if (!json.isWanted()) {
            lines(choice).forEach(terminal::sayLine);
            terminal.out().flush();
            throw unclear;
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("error", unclear.getMessage());
        answer.put("code", ErrorCode.of(unclear));
        answer.put("originals", choice.originals());
        answer.put(
                "copies",
                choice.copies().stream().map(copy -> fields(copy, choice)).toList());
        JsonAnswer.print(terminal, answer);
        return ExitCode.of(unclear);
    }

    /// Among which one is taken without a question.
    void sayCopies(CopyChoice choice) {
        if (!json.isWanted() && choice.copies().size() > 1) {
            lines(choice).forEach(terminal::noteLine);
        }
    }

    /// As JSON that is a part of the doctor's answer, see {@link #fields(RestoredCatalog)}.
    void say(RestoredCatalog restored) {
        if (json.isWanted()) {
            return;
        }
        terminal.note("doctor.restored", restored.copy());
        restored.aside().ifPresent(aside -> terminal.note("doctor.restored.aside", aside.resolve("catalog.sqlite")));
        if (restored.unknown() > 0) {
            terminal.note("doctor.restored.unknown", restored.unknown());
        }
        if (restored.formerlyKnown() > 0) {
            terminal.note("doctor.restored.known", restored.formerlyKnown());
        }
    }

    private static List<String> lines(CopyChoice choice) {
        var lines = new ArrayList<String>();
        lines.add(CommandTexts.of("doctor.copies", choice.copies().size(), choice.originals()));
        choice.copies().forEach(copy -> lines.add(line(copy, choice)));
        return lines;
    }

    private static String line(CatalogCopy copy, CopyChoice choice) {
        String made = MINUTES.format(copy.madeAt().atZone(ZoneId.systemDefault()));
        return copy.isReadable()
                ? CommandTexts.of(
                        isAdvised(copy, choice) ? "doctor.copy.advised" : "doctor.copy",
                        copy.name(),
                        made,
                        copy.images(),
                        copy.trashed(),
                        copy.stored())
                : CommandTexts.of("doctor.copy.unreadable", copy.name(), made, copy.problem());
    }

    private static boolean isAdvised(CatalogCopy copy, CopyChoice choice) {
        return choice.advised().filter(copy::equals).isPresent();
    }

    private static Map<String, Object> fields(CatalogCopy copy, CopyChoice choice) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", copy.name());
        fields.put("made_at", ImageTime.format(copy.madeAt()));
        if (copy.isReadable()) {
            fields.put("images", copy.images());
            fields.put("trashed", copy.trashed());
            fields.put("stored", copy.stored());
            fields.put("advised", isAdvised(copy, choice));
        } else {
            fields.put("problem", copy.problem());
        }
        return fields;
    }

    static Map<String, Object> fields(RestoredCatalog restored) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("from", restored.copy().toString());
        restored.aside().ifPresent(aside -> fields.put("former_catalog", aside.toString()));
        fields.put("unknown_originals", restored.unknown());
        fields.put("formerly_known", restored.formerlyKnown());
        return fields;
    }
}
