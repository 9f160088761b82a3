package dev.vitrine.picture.metadata;

import dev.vitrine.picture.metadata.Xmp.Property;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the metadata of a file say, all blocks together. Absent text is `""`.
///
/// Where they contradict each other: of the moment of exposure Exif knows best, which the camera wrote; of texts XMP,
/// then IPTC, then Exif, as programs write them (Metadata Working Group, Guidelines 2.0).
public final class Metadata {
    static final int RATING = 0x4746;
    static final int RATING_PERCENT = 0x4749;
    static final int WINDOWS_TITLE = 0x9C9B;
    static final int WINDOWS_COMMENT = 0x9C9C;
    private static final int WINDOWS_AUTHOR = 0x9C9D;
    static final int WINDOWS_KEYWORDS = 0x9C9E;
    private static final int MAX_STARS = 5;
    /// What cameras write in place of a description, each into every picture.
    private static final Set<String> NO_DESCRIPTIONS = Set.of(
            "OLYMPUS DIGITAL CAMERA",
            "MINOLTA DIGITAL CAMERA",
            "KONICA MINOLTA DIGITAL CAMERA",
            "KODAK DIGITAL STILL CAMERA",
            "SAMSUNG DIGITAL CAMERA",
            "DIGITAL IMAGE",
            "SONY DSC",
            "DEFAULT");

    private final MetadataBlocks blocks;
    private final List<Xmp> xmp;
    private final List<Iptc> iptc;

    public Metadata(MetadataBlocks blocks) {
        this.blocks = blocks;
        this.xmp = blocks.xmp().stream().map(Xmp::of).toList();
        this.iptc = blocks.iptc().stream().map(Iptc::new).toList();
    }

    /// When it was taken, by a clock at that place as far as somebody wrote it; empty when nothing says it. What
    /// comes last is used for want of better: the satellites' time, and when the file was written.
    public Optional<LocalDateTime> takenAt() {
        return exifTime(Exif::taken)
                .or(() -> xmpTime(Property.TAKEN))
                .or(() -> xmpTime(Property.CREATED))
                .or(() -> iptcTime(Iptc::takenAt))
                .or(() -> exifTime(Exif::digitized))
                .or(() -> xmpTime(Property.DIGITIZED))
                .or(() -> iptcTime(Iptc::digitizedAt))
                .or(() -> xmpTime(Property.FILE_CREATED))
                .or(() -> WrittenDate.parse(blocks.text("Creation Time")))
                .or(() -> exifTime(Exif::seenBySatellites))
                .or(() -> exifTime(Exif::written));
    }

    public boolean hasLocation() {
        return blocks.exif().stream().anyMatch(Exif::hasLocation)
                || xmp.stream().anyMatch(Xmp::hasLocation);
    }

    public String title() {
        return first(Stream.of(
                xmp(Property.TITLE),
                iptc(Iptc.TITLE),
                xmp(Property.HEADLINE),
                iptc(Iptc.HEADLINE),
                exif(block -> block.windowsText(WINDOWS_TITLE)),
                Stream.of(blocks.text("Title"))));
    }

    public String description() {
        return first(Stream.of(
                xmp(Property.DESCRIPTION),
                iptc(Iptc.DESCRIPTION),
                exif(block -> block.text(ExifTag.IMAGE_DESCRIPTION)).filter(Metadata::isDescription),
                exif(block -> block.windowsText(WINDOWS_COMMENT)),
                exif(Exif::comment),
                Stream.of(blocks.text("Description"))));
    }

    static boolean isDescription(String text) {
        return !NO_DESCRIPTIONS.contains(text.toUpperCase(Locale.ROOT));
    }

    public List<String> keywords() {
        return firstOf(Stream.of(
                xmp(Property.KEYWORDS),
                iptc(Iptc.KEYWORD),
                exif(block -> block.windowsText(WINDOWS_KEYWORDS)).flatMap(text -> Arrays.stream(text.split(";")))));
    }

    /// Stars, 1 to 5; 0 for none.
    public int rating() {
        return Stream.of(
                        xmp(Property.RATING).map(Metadata::number),
                        // Windows writes 1, 25, 50, 75 and 99
                        xmp(Property.RATING_PERCENT).map(text -> 1 + Metadata.number(text) / 24.5),
                        blocks.exif().stream().map(block -> (double) block.number(RATING)))
                .flatMap(stars -> stars)
                .mapToInt(stars -> (int) (stars + 0.01))
                .filter(stars -> stars >= 1 && stars <= MAX_STARS)
                .findFirst()
                .orElse(0);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    public String creator() {
        return String.join(", ", creators());
    }

    List<String> creators() {
        return firstOf(Stream.of(
                xmp(Property.CREATOR),
                iptc(Iptc.CREATOR),
                exif(block -> block.text(ExifTag.ARTIST)),
                exif(block -> block.windowsText(WINDOWS_AUTHOR)),
                Stream.of(blocks.text("Author"))));
    }

    public String copyright() {
        return first(Stream.of(
                xmp(Property.RIGHTS),
                iptc(Iptc.COPYRIGHT),
                exif(block -> block.text(ExifTag.COPYRIGHT)),
                Stream.of(blocks.text("Copyright"))));
    }

    /// What a tag of the main directory says, in the first Exif block that has it.
    String text(int tag) {
        return first(Stream.of(exif(block -> block.text(tag))));
    }

    /// What a tag of the camera's own directory says.
    String cameraText(int tag) {
        return first(Stream.of(exif(block -> block.cameraText(tag))));
    }

    Optional<Double> cameraNumber(int tag) {
        return blocks.exif().stream()
                .map(block -> block.cameraNumber(tag))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The first value of the first packet that has the property, `""` without one.
    String xmpText(Property property) {
        return xmp(property).findFirst().orElse("");
    }

    Optional<Double> xmpNumber(Property property) {
        return fraction(xmpText(property));
    }

    /// As XMP writes them: `1/250`, `85`, `1.8`.
    static Optional<Double> fraction(String text) {
        String[] parts = text.split("/", 2);
        return Optional.of(number(parts[0]) / (parts.length == 1 ? 1 : number(parts[1])))
                .filter(Double::isFinite);
    }

    private Optional<LocalDateTime> exifTime(Function<Exif, Optional<LocalDateTime>> time) {
        return blocks.exif().stream().map(time).flatMap(Optional::stream).findFirst();
    }

    private Optional<LocalDateTime> xmpTime(Property property) {
        return xmp(property).map(WrittenDate::parse).flatMap(Optional::stream).findFirst();
    }

    private Optional<LocalDateTime> iptcTime(Function<Iptc, Optional<LocalDateTime>> time) {
        return iptc.stream().map(time).flatMap(Optional::stream).findFirst();
    }

    /// Of the first packet that has any: what stands beside a file is newer than what is in it.
    private Stream<String> xmp(Property property) {
        return xmp.stream()
                .map(packet -> packet.values(property))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .stream()
                .flatMap(List::stream);
    }

    private Stream<String> iptc(int number) {
        return iptc.stream().flatMap(block -> block.texts(number).stream());
    }

    private Stream<String> exif(Function<Exif, String> text) {
        return blocks.exif().stream().map(text);
    }

    private static String first(Stream<Stream<String>> sources) {
        return sources.flatMap(source -> source)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /// All texts of the first source that has any.
    private static List<String> firstOf(Stream<Stream<String>> sources) {
        return sources.map(source -> source.filter(text -> !text.isBlank()).toList())
                .filter(texts -> !texts.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
