package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import dev.vitrine.picture.CameraFacts;
import dev.vitrine.picture.OriginalFacts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactSheetTest {
    /// Told by the line of another, by a color, or by a badge.
    private static final Set<Attribute> WITHOUT_LINE = EnumSet.of(
            Attribute.HEIGHT, Attribute.AVERAGE_COLOR, Attribute.HAS_LOCATION, Attribute.ANIMATED, Attribute.LOOK_HASH);
    private static final Instant NOON = Instant.parse("2024-06-01T12:00:00Z");

    private static final char NO_BREAK = '\u00A0';

    private final ImageFacts facts = known();

    @Test
    void everyAttributeHasALineWithALabelAndEveryLineStandsInTheSheetOnce() {
        var image = new ImageRecord("id", "alice", Caption.EMPTY, facts, NOON);
        List<FactSheet.Fact> sheet = FactSheet.whole(image, OriginalFacts.NONE);
        for (Attribute attribute : EnumSet.complementOf(EnumSet.copyOf(WITHOUT_LINE))) {
            FactSheet.Fact line = FactSheet.line(attribute, facts);
            assertFalse(line.label().isBlank() || line.text().isBlank(), attribute.field());
            boolean together = Attribute.SETTINGS.contains(attribute);
            assertEquals(
                    1,
                    sheet.stream()
                            .filter(each -> together
                                    ? List.of(each.text().replace(NO_BREAK, ' ').split(" · "))
                                            .contains(line.text())
                                    : each.equals(line))
                            .count(),
                    attribute.field());
        }
        assertEquals(
                sheet.size(),
                sheet.stream().map(FactSheet.Fact::label).distinct().count());
    }

    @Test
    void whatIsNotKnownHasNoLine() {
        var image = new ImageRecord("id", "alice", Caption.EMPTY, ImageFacts.UNKNOWN, NOON);
        assertEquals(List.of(), FactSheet.ofPicture(image, OriginalFacts.NONE));
    }

    @Test
    void whatTheRowDoesNotSayIsTakenFromTheBytesAndWhatIsMissingOfThemIsSaid() {
        var image = new ImageRecord("id", "alice", Caption.EMPTY, ImageFacts.UNKNOWN, NOON);
        ImageFacts seen = ImageFacts.UNKNOWN.with(Attribute.WIDTH, 30).with(Attribute.HEIGHT, 20);
        assertEquals(
                List.of(
                        new FactSheet.Fact(
                                "Damaged",
                                "Only about the first 10 % can be seen: the end of the file is missing.",
                                ""),
                        new FactSheet.Fact("Dimensions", "30 × 20", "")),
                FactSheet.ofPicture(image, new OriginalFacts(CameraFacts.NONE, seen, 0.104, 1)));
    }

    @Test
    void ofSeveralPagesItIsSaidWhichOneIsShown() {
        ImageFacts sized = ImageFacts.UNKNOWN.with(Attribute.SIZE_BYTES, 2_000_000);
        var image = new ImageRecord("id", "alice", Caption.EMPTY, sized, NOON);
        assertEquals(
                List.of(
                        new FactSheet.Fact("Pages", "3; the first one is shown", ""),
                        new FactSheet.Fact("Size", "2.0 MB", "")),
                FactSheet.ofPicture(image, new OriginalFacts(CameraFacts.NONE, ImageFacts.UNKNOWN, 1, 3)));
    }

    @Test
    void whatACameraWasSetToIsOneLineInTheLanguageOfThePerson() {
        ImageFacts camera = ImageFacts.ofTexts(attribute -> switch (attribute) {
            case CAMERA -> "Canon EOS R5";
            case LENS -> "RF85mm F1.2 L USM";
            case ISO -> "1600";
            case FOCAL_MM -> "85";
            case APERTURE -> "1.8";
            case EXPOSURE_S -> "0.004";
            default -> "";
        });
        assertEquals("Canon EOS R5 · RF85mm F1.2 L USM · 85 mm · f/1.8 · 1/250 s · ISO 1600", line(camera));
        ImageFacts slow = ImageFacts.ofTexts(attribute -> switch (attribute) {
            case APERTURE -> "5.6";
            case EXPOSURE_S -> "2.5";
            default -> "";
        });
        assertEquals("f/5.6 · 2.5 s", line(slow));
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.GERMAN);
        try {
            assertEquals("f/5,6 · 2,5 s", line(slow));
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    /// From the bytes, of a row that was written before it could say it.
    private static String line(ImageFacts camera) {
        var image = new ImageRecord("id", "alice", Caption.EMPTY, ImageFacts.UNKNOWN, NOON);
        var read =
                new OriginalFacts(new CameraFacts(camera, Optional.empty(), "", "", false), ImageFacts.UNKNOWN, 1, 1);
        return FactSheet.ofPicture(image, read).getFirst().text().replace(NO_BREAK, ' ');
    }

    @Test
    void everySearchedAttributeHasALabelForItsChip() {
        for (Attribute attribute : Attribute.searched()) {
            assertFalse(FactSheet.line(attribute, ImageFacts.UNKNOWN).label().isBlank(), attribute.field());
        }
    }

    private static ImageFacts known() {
        ImageFacts facts = ImageFacts.UNKNOWN;
        for (Attribute attribute : Attribute.values()) {
            facts = switch (attribute.kind()) {
                case TEXT -> facts.with(attribute, "of " + attribute);
                case NUMBER -> facts.with(attribute, 4_000 + attribute.ordinal());
                case TIME ->
                    facts.with(
                            attribute,
                            LocalDateTime.parse("2024-02-29T23:59:59").plusDays(attribute.ordinal()));
                case DECIMAL ->
                    facts.with(attribute, Decimal.of(1.5 + attribute.ordinal()).orElseThrow());
                case FLAG -> facts.with(attribute, true);
            };
        }
        return facts.with(Attribute.ORIENTATION_FIX, "6")
                .with(new StorageState("GLACIER", Stage.COMING, Optional.of(NOON), "BULK"));
    }
}
