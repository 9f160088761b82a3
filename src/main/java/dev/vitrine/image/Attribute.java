package dev.vitrine.image;

import static dev.vitrine.image.Attribute.ValueKind.DECIMAL;
import static dev.vitrine.image.Attribute.ValueKind.FLAG;
import static dev.vitrine.image.Attribute.ValueKind.NUMBER;
import static dev.vitrine.image.Attribute.ValueKind.TEXT;
import static dev.vitrine.image.Attribute.ValueKind.TIME;

import dev.vitrine.text.DisplayText;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a file says about its image, one line each: the table from which the catalog's columns, the items of a cloud
/// library, answers and their schema follow.
///
/// How an attribute is read from a file stands in `picture` (AttributeReader), how it is shown in `ui.support`
/// (AttributeText).
public enum Attribute {
    /// The media type from the magic bytes, for example `image/jpeg`.
    CONTENT_TYPE(TEXT),
    /// Length of the original.
    SIZE_BYTES(NUMBER),
    /// Pixels after EXIF orientation; as shown, unless people turned it by quarters.
    WIDTH(NUMBER),
    /// The same.
    HEIGHT(NUMBER),
    /// The camera's local time, or what people say instead.
    TAKEN_AT(TIME),
    /// File name at upload, without folders.
    ORIGINAL_NAME(TEXT),
    /// Of the original, 64 lower-case hex digits.
    CONTENT_SHA256(TEXT),
    /// `#rrggbb`, to tint the place of a picture still coming.
    AVERAGE_COLOR(TEXT),
    HAS_LOCATION(FLAG),
    ANIMATED(FLAG),
    /// A part of the file is wrong or missing; found when it came in. What is not known to be may be all the same.
    DAMAGED(FLAG, "damaged", "true"),
    /// Where the row of another program says that the bytes are; unknown when that is where they belong.
    S3_KEY(TEXT),
    /// The address of them that such a row has, as it stands there; unknown when it is the one of where they
    /// belong.
    S3_URL(TEXT),
    /// In which the bytes were stored, or lie by now: rules of the bucket move them. Unknown is mostly `STANDARD`.
    STORAGE_CLASS(TEXT, "class", "archive"),
    /// Of what lies in an archive, see [StorageState#note]. Only ever noted on this machine.
    BROUGHT_BACK(TEXT),
    /// Maker and model in one spelling: `Canon EOS R5`.
    CAMERA(TEXT, "camera", "\"EOS R5\""),
    LENS(TEXT, "lens", "85mm"),
    /// The sensitivity that the sensor was set to.
    ISO(NUMBER, "iso", "1600..", Use.FILTERED),
    /// The real one, in millimeters.
    FOCAL_MM(DECIMAL, "focal", "24..70", Use.FILTERED),
    /// As the number under the f.
    APERTURE(DECIMAL, "aperture", "..2.8", Use.FILTERED),
    /// How long the shutter was open, in seconds.
    EXPOSURE_S(DECIMAL, "exposure", "1/250..", Use.FILTERED),
    /// What the camera said, where `taken_at` was corrected: a time, or `unknown`.
    CAMERA_TAKEN_AT(TEXT),
    /// What people did to the picture after its file turned it upright: `2` to `8`, as Exif numbers orientations.
    ORIENTATION_FIX(TEXT),
    /// What it looks like: a [PerceptualHash], of the preview. Under a name of its own: what other programs call
    /// `phash` has as many digits, and is of another kind.
    LOOK_HASH(TEXT, "similar", "ID", Use.COMPARED);

    /// With what a picture was taken, and how.
    public static final Set<Attribute> SETTINGS =
            Collections.unmodifiableSet(EnumSet.of(CAMERA, LENS, ISO, FOCAL_MM, APERTURE, EXPOSURE_S));

    /// In the place of the camera's time, where the camera said none.
    static final String NO_TIME = "unknown";

    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");

    private final ValueKind kind;
    private final String searchWord;
    private final String searchExample;
    private final Use use;

    /// What the index does for an attribute.
    private enum Use {
        NONE,
        /// It has a column, and a field of the search box.
        FILTERED,
        /// Its values are counted, too, at every search: for those that people choose from.
        COUNTED,
        /// It differs from image to image: others are found by how near theirs is.
        COMPARED
    }

    Attribute(ValueKind kind) {
        this(kind, "", "", Use.NONE);
    }

    /// @param searchWord what is typed before the colon in the search box
    /// @param searchExample makes it a field of the search box: a value that people are shown there
    Attribute(ValueKind kind, String searchWord, String searchExample) {
        this(kind, searchWord, searchExample, Use.COUNTED);
    }

    Attribute(ValueKind kind, String searchWord, String searchExample, Use use) {
        this.kind = kind;
        this.use = use;
        this.searchWord = searchWord;
        this.searchExample = searchExample;
    }

    /// Those that the search box has a field for, and the index a column of their numbered values.
    public static List<Attribute> searched() {
        return Stream.of(values())
                .filter(attribute -> attribute.use == Use.FILTERED || attribute.use == Use.COUNTED)
                .toList();
    }

    /// Whether facets have its values: not of measures, of which people ask for a range.
    public boolean isCounted() {
        return use == Use.COUNTED;
    }

    public ValueKind kind() {
        return kind;
    }

    /// What it is called in rows, items and answers: `size_bytes`.
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What is typed before the colon in the search box.
    public String searchWord() {
        return searchWord.isEmpty() ? field().replace("_", "") : searchWord;
    }

    public String searchExample() {
        return searchExample;
    }

    /// The text in which a part of a value is looked for.
    public String searched(String value) {
        return this == STORAGE_CLASS ? StorageClass.searched(value) : value;
    }

    /// Reads whatever another program may have written; empty when it says nothing. What people choose from by name
    /// is one line, however long it is there.
    Optional<?> parse(String text) {
        return switch (this) {
            case CAMERA, LENS -> Optional.of(DisplayText.line(text));
            case CAMERA_TAKEN_AT -> Optional.of(cameraTime(text));
            case ORIENTATION_FIX -> Optional.of(Orientation.ofText(text).text());
            case LOOK_HASH -> PerceptualHash.parse(text).map(PerceptualHash::toString);
            case CONTENT_SHA256 -> Optional.of(sha256(text.strip()));
            default -> kind.parse(text);
        };
    }

    private static String sha256(String text) {
        return SHA256.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : "";
    }

    private static String cameraTime(String text) {
        return text.equals(NO_TIME)
                ? text
                : ImageTime.parseLocal(text).map(ImageTime::format).orElse("");
    }

    /// What values there are, and how each is written where only texts can be: in items and answers.
    public enum ValueKind {
        /// A `String`.
        TEXT,
        /// A `Long` above 0.
        NUMBER,
        /// A [Decimal].
        DECIMAL,
        /// A `LocalDateTime`: a time without zone, to the microsecond.
        TIME,
        /// `true`.
        FLAG;

        private static final int LONGEST_NUMBER = 40;
        private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

        /// False for `""`, 0 and `false`: they stand for "not known".
        ///
        /// @throws ClassCastException when the value is of another kind
        boolean isKnown(Object value) {
            return switch (this) {
                case TEXT -> !((String) value).isEmpty();
                case NUMBER -> (Long) value > 0;
                case DECIMAL -> Objects.nonNull((Decimal) value);
                case TIME -> Objects.nonNull((LocalDateTime) value);
                case FLAG -> (Boolean) value;
            };
        }

        String print(Object value) {
            return value instanceof LocalDateTime time ? ImageTime.format(time) : value.toString();
        }

        /// Reads whatever another program may have written; empty when it says nothing.
        Optional<?> parse(String text) {
            return switch (this) {
                case TEXT -> Optional.of(text);
                case NUMBER -> number(text);
                case DECIMAL -> Decimal.parse(text);
                case TIME -> ImageTime.parseLocal(text);
                case FLAG -> Optional.of(text.equalsIgnoreCase("true"));
            };
        }

        private static Optional<Long> number(String text) {
            if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
                return Optional.empty();
            }
            try {
                return Optional.of(new BigDecimal(text))
                        .filter(number -> number.signum() > 0 && number.compareTo(LARGEST) <= 0)
                        .map(BigDecimal::longValue);
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }
    }
}
