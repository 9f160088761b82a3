package dev.vitrine.cli;

import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.service.share.SharedPages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How shared pages are told, and where they are.
final class PageLines {
    private PageLines() {}

    static SharedPages pages(Library library) {
        return library.sharing()
                .orElseThrow(() -> new ImageException.Invalid(CommandTexts.of("page.none")))
                .pages();
    }

    static String line(SharedPage page) {
        String end = page.isFinished() ? minute(page.endsAt()) : CommandTexts.of("page.unfinished");
        return String.format(
                        Locale.ROOT,
                        "%s  %17s  %4d  %s  %s",
                        page.id(),
                        end,
                        page.images(),
                        page.author(),
                        page.title())
                .stripTrailing();
    }

    static String minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    static Map<String, Object> fields(SharedPage page) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("page", page.id());
        fields.put("title", page.title());
        fields.put("images", page.images());
        fields.put("created_at", page.createdAt().toString());
        fields.put("ends_at", page.endsAt().toString());
        fields.put("by", page.author());
        fields.put("password", page.hasPassword());
        fields.put("finished", page.isFinished());
        return fields;
    }
}
