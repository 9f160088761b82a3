package dev.vitrine.service;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import java.time.Instant;
import java.util.ArrayList;

/// A row that was made of an original alone. When an upload of these very bytes was on its way, it knows more: the name
/// of the file, and what was typed.
final class AdoptedRow {
    private AdoptedRow() {}

    /// No row of an upload is without the name of its file.
    static boolean is(ImageRecord row) {
        return row.facts().originalName().isEmpty() && row.deletedAt().isEmpty();
    }

    /// When it was taken, or else stored.
    static String title(ImageFacts facts, Instant stored) {
        return facts.takenAt()
                .map(ImageTime::format)
                .orElse(ImageTime.format(stored))
                .substring(0, "2026-11-28T12:00:00".length())
                .replace('T', ' ');
    }

    /// What somebody has written there since stays.
    ///
    /// @param typed at the upload
    static Caption completed(ImageRecord adopted, Caption typed, String name) {
        boolean isNamed = !adopted.title().equals(title(adopted.facts(), adopted.createdAt()));
        String title = typed.title().isEmpty() ? FileNames.withoutExtension(name) : typed.title();
        var tags = new ArrayList<>(adopted.tags());
        tags.addAll(typed.tags());
        return new Caption(
                isNamed ? adopted.title() : title,
                adopted.description().isEmpty() ? typed.description() : adopted.description(),
                tags);
    }
}
