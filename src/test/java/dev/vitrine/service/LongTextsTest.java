package dev.vitrine.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.search.SearchText;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A row has room for a title of 400 KB, and may be anybody's: no message grows with it, or breaks its line for it.
class LongTextsTest {
    private static final String TEXT = "a.\u202e\n".repeat(100_000);

    @Test
    void noMessageIsAsLongAsTheTextThatItNames() {
        Instant now = Instant.parse("2026-03-04T05:06:07Z");
        var image = new ImageRecord("x", "u", new Caption(TEXT, "", List.of()), ImageFacts.UNKNOWN, now);
        var edit = new ImageEdit(
                image.withCaption(new Caption("seen", "", List.of()), now), new Caption("b", "", List.of()));
        List<Supplier<String>> messages = List.of(
                () -> StoredOriginal.missing(image).getMessage(),
                () -> assertThrows(ImageException.class, () -> edit.applyTo(image, now))
                        .getMessage(),
                () -> FileFailures.reading(TEXT, new NoSuchFileException("x")).getMessage(),
                () -> assertThrows(
                                ImageException.class,
                                () -> new PictureReader()
                                        .inspect(ImageSource.ofBytes(TEXT, "abc".getBytes(UTF_8)))
                                        .facts())
                        .getMessage(),
                () -> SearchText.parse("rating:" + "x".repeat(400_000), ImageQuery.ALL)
                        .problems()
                        .getFirst()
                        .message());
        for (Supplier<String> message : messages) {
            String said = message.get();
            assertTrue(said.length() < 400, () -> said.length() + ": " + said.substring(0, 200));
            assertTrue(said.chars().noneMatch(c -> c == '\n' || c == 0x202e), said);
        }
    }
}
