package dev.vitrine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamePatternTest {
    private static final LocalDateTime UPLOADED = LocalDateTime.of(2026, 9, 8, 7, 6, 5);

    private final ImageRecord image = image("IMG_0042.JPG", Optional.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5)));

    @Test
    void eachFieldIsFilled() {
        assertEquals("IMG_0042", filled("{name}"));
        assertEquals("Beach", filled("{title}"));
        assertEquals("alice", filled("{user}"));
        assertEquals("id-1", filled("{id}"));
        assertEquals("2026-01-02", filled("{taken}"));
        assertEquals("20260102-030405", filled("{taken:yyyyMMdd-HHmmss}"));
        assertEquals("2026-09-08", filled("{uploaded}"));
        assertEquals("2026", filled("{uploaded:yyyy}"));
        assertEquals("7", filled("{n}"));
        assertEquals("007", filled("{n:03}"));
        assertEquals("007", filled("{n:3}"));
    }

    @Test
    void fieldsAndTextMix() {
        assertEquals("2026-01-02 Sylt 007 (alice)", filled("{taken:yyyy-MM-dd} Sylt {n:03} ({user})"));
        assertEquals("Summer, all week 7", filled("Summer, all week {n}"));
        assertEquals("IMG_0042", filled("{ NAME }"));
    }

    @Test
    void aLongNumberIsNeverCut() {
        assertEquals("12345", NamePattern.parse("{n:03}").of(image, 12_345));
    }

    @Test
    void aDoubledBraceIsABrace() {
        assertEquals("{name} {IMG_0042}", filled("{{name}} {{{name}}}"));
    }

    @Test
    void anImageOfUnknownDayCountsAsTakenWhenUploaded() {
        assertEquals("2026-09-08", NamePattern.parse("{taken}").of(image("a.jpg", Optional.empty()), 1));
    }

    @Test
    void theNameLosesOnlyWhatIsAnExtension() {
        assertEquals("v1.2 final draft", own("v1.2 final draft"));
        assertEquals("archive.tar", own("archive.tar.gz"));
        assertEquals(".htaccess", own(".htaccess"));
        assertEquals("Beach", own(" "));
        assertEquals("{n}", own("{n}.jpg"));
    }

    @Test
    void whatCannotBeMeantSaysWhatCan() {
        assertEquals(
                "There is no field {date}. The fields are {name}, {title}, {user}, {id}, {taken:yyyy-MM-dd}, {uploaded:yyyy-MM-dd} and {n:03}.",
                refusal("{date}"));
        assertEquals(
                "The field “{name” has no “}”. Write {{ for a brace that is part of the name.", refusal("a {name"));
        assertEquals(
                "There is a “}” without “{” before it. Write }} for a brace that is part of the name.",
                refusal("name}"));
        assertEquals(
                "“qqqqqqq” in {taken:qqqqqqq} is not a date format. Write for example yyyy-MM-dd or yyyyMMdd-HHmmss.",
                refusal("{taken:qqqqqqq}"));
        assertEquals(
                "“VV” in {taken:VV} is not a date format. Write for example yyyy-MM-dd or yyyyMMdd-HHmmss.",
                refusal("{taken:VV}"));
        assertEquals(
                "“three” in {n:three} is not a number of digits. {n:03} counts 001, 002, 003.", refusal("{n:three}"));
        assertEquals("“0” in {n:0} is not a number of digits. {n:03} counts 001, 002, 003.", refusal("{n:0}"));
        assertEquals("“03” in {name:03} means nothing: only dates and {n} take a format.", refusal("{name:03}"));
        assertEquals("The pattern is empty. {name} keeps the names as they are.", refusal("  "));
        assertTrue(refusal("x".repeat(201)).contains("longer than 200"));
    }

    private String filled(String pattern) {
        return NamePattern.parse(pattern).of(image, 7);
    }

    private static String own(String originalName) {
        return NamePattern.NAME.of(image(originalName, Optional.empty()), 1);
    }

    private static String refusal(String pattern) {
        return assertThrows(ImageException.Invalid.class, () -> NamePattern.parse(pattern))
                .getMessage();
    }

    private static ImageRecord image(String originalName, Optional<LocalDateTime> taken) {
        ImageFacts untimed = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.ORIGINAL_NAME, originalName);
        ImageFacts facts =
                taken.map(time -> untimed.with(Attribute.TAKEN_AT, time)).orElse(untimed);
        Instant uploaded = UPLOADED.atZone(ZoneId.systemDefault()).toInstant();
        return new ImageRecord("id-1", "alice", new Caption("Beach", "", List.of()), facts, uploaded);
    }
}
