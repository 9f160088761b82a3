package dev.vitrine.picture;

import dev.vitrine.image.Caption;
import dev.vitrine.image.Rating;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.text.DisplayText;
import java.util.ArrayList;
import java.util.List;

/// What people wrote into a file, as a caption: stars become the tag that stands for them. Bounded, for files are
/// untrusted input and a row has to hold it.
final class CaptionReader {
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int MAX_TAGS = 200;

    private CaptionReader() {}

    static Caption caption(Metadata metadata) {
        List<String> tags = new ArrayList<>(metadata.keywords().stream()
                .map(DisplayText::line)
                .filter(Rating::isPlain)
                .limit(MAX_TAGS)
                .toList());
        if (metadata.rating() > 0) {
            tags.add(Rating.tag(metadata.rating()));
        }
        return new Caption(DisplayText.line(metadata.title()), description(metadata.description()), tags);
    }

    /// Its lines are kept.
    private static String description(String raw) {
        String text = raw.substring(0, Math.min(raw.length(), LONGEST_DESCRIPTION));
        return text.replaceAll("\\R", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
    }
}
