package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionTest {
    private static final LocalDateTime WRONG = LocalDateTime.parse("2019-01-01T00:00:00");
    private static final LocalDateTime RIGHT = LocalDateTime.parse("2024-05-01T10:00:00");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ImageFacts FACTS = ImageFacts.UNKNOWN
            .with(Attribute.TAKEN_AT, WRONG)
            .with(Attribute.WIDTH, 40)
            .with(Attribute.HEIGHT, 30);

    @Test
    void whatTheCameraSaidIsKnownUntilTheRowSaysItAgain() {
        ImageFacts once = at(FACTS, Optional.of(RIGHT));
        ImageFacts twice = at(once, Optional.of(RIGHT.plusHours(1)));
        assertEquals(Optional.of(WRONG), Correction.cameraTime(twice));
        assertEquals("2019-01-01T00:00:00", twice.text(Attribute.CAMERA_TAKEN_AT));
        assertEquals(FACTS, at(twice, Optional.of(WRONG)));
    }

    @Test
    void thatACameraSaidNothingIsKnownToo() {
        ImageFacts silent = FACTS.without(Attribute.TAKEN_AT);
        ImageFacts corrected = at(at(silent, Optional.of(WRONG)), Optional.of(RIGHT));
        assertEquals("unknown", corrected.text(Attribute.CAMERA_TAKEN_AT));
        assertEquals(Optional.empty(), Correction.cameraTime(corrected));
        assertEquals(silent, at(corrected, Optional.empty()));
    }

    @Test
    void aQuarterSwapsWidthAndHeight() {
        ImageFacts turned = new Correction(Optional.of(WRONG), Orientation.TURN_RIGHT).appliedTo(FACTS);
        assertEquals("30 × 40", turned.width() + " × " + turned.height());
        assertEquals("6", turned.text(Attribute.ORIENTATION_FIX));
        assertEquals(FACTS, Correction.of(FACTS).appliedTo(turned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0044-03-15T00:00", "0000-12-31T23:59", "+12345-01-01T10:00"})
    void aMomentThatNobodyReadsBackIsRefused(String text) {
        LocalDateTime moment = LocalDateTime.parse(text);
        assertThrows(ImageException.Invalid.class, () -> Correction.NONE.withTakenAt(moment));
    }

    @Test
    void aRowWithSuchAMomentOfAnotherProgramCanStillBeEdited() {
        ImageRecord odd = row(FACTS.with(Attribute.TAKEN_AT, LocalDateTime.parse("-0044-03-15T00:00")));
        assertEquals(
                Orientation.TURN_RIGHT,
                new ImageEdit(
                                odd,
                                odd.correction()
                                        .withTakenAt(odd.facts().takenAt())
                                        .turned(Orientation.TURN_RIGHT))
                        .applyTo(odd, NOW)
                        .facts()
                        .orientationFix());
        assertEquals("unknown", at(odd.facts(), Optional.of(RIGHT)).text(Attribute.CAMERA_TAKEN_AT));
    }

    @Test
    void aMomentIsAsPreciseAsItsRow() {
        assertEquals(
                Optional.of(RIGHT.plusNanos(123_456_000)),
                Correction.NONE.withTakenAt(RIGHT.plusNanos(123_456_789)).takenAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "9", "66", "-6", "6 ", "right", "٦", "\uD83D\uDE00"})
    void aTurnThatAnotherProgramMadeUpIsNone(String text) {
        ImageFacts facts = ImageFacts.ofTexts(attribute -> attribute == Attribute.ORIENTATION_FIX ? text : "");
        assertEquals(ImageFacts.UNKNOWN, facts);
    }

    @Test
    void ofTwoWhoTurnAlikeTheTurnIsMadeOnceAndOfTwoWhoDifferOneIsTold() {
        ImageRecord seen = row(FACTS);
        var right = new ImageEdit(seen, seen.correction().turned(Orientation.TURN_RIGHT));
        ImageRecord turned = right.applyTo(seen, NOW);
        assertEquals(Orientation.TURN_RIGHT, turned.facts().orientationFix());
        assertEquals(turned, right.applyTo(turned, NOW.plusSeconds(1)));
        var left = new ImageEdit(seen, seen.correction().turned(Orientation.TURN_LEFT));
        assertThrows(ImageException.Conflict.class, () -> left.applyTo(turned, NOW));
    }

    @Test
    void aCorrectionAndACaptionAreMerged() {
        ImageRecord seen = row(FACTS);
        ImageRecord theirs = new ImageEdit(seen, seen.caption().withTitle("Theirs")).applyTo(seen, NOW);
        ImageRecord both =
                new ImageEdit(seen, seen.correction().withTakenAt(RIGHT)).applyTo(theirs, NOW.plusSeconds(1));
        assertEquals("Theirs", both.title());
        assertEquals(Optional.of(RIGHT), both.facts().takenAt());
        ImageRecord other = row(at(FACTS, Optional.of(RIGHT.plusDays(1))));
        assertThrows(
                ImageException.Conflict.class,
                () -> new ImageEdit(seen, seen.correction().withTakenAt(RIGHT)).applyTo(other, NOW));
    }

    private static ImageFacts at(ImageFacts facts, Optional<LocalDateTime> time) {
        return Correction.of(facts).withTakenAt(time).appliedTo(facts);
    }

    private static ImageRecord row(ImageFacts facts) {
        return new ImageRecord("a", "alice", Caption.EMPTY, facts, NOW);
    }
}
