package dev.vitrine.image;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a copy of a picture is made as, where it is not to be the original: `jpeg 2048 copyright`.
///
/// @param type one of [#TYPES]
/// @param longSide in pixels, [#AS_LARGE] for that of the picture; nothing is ever enlarged
public record Rendition(ImageType type, int longSide, KeptMetadata metadata) {
    /// What the file of a copy says beside its pixels.
    public enum KeptMetadata {
        ALL,
        /// Who made it, and whose it is.
        COPYRIGHT,
        NONE
    }

    /// What copies can be made as.
    public static final List<ImageType> TYPES = List.of(ImageType.JPEG, ImageType.PNG, ImageType.WEBP);

    public static final int AS_LARGE = 0;
    public static final int LONGEST_SIDE = 30_000;
    public static final Rendition USUAL = new Rendition(ImageType.JPEG, 2048, KeptMetadata.ALL);
    /// As large as the picture, with all that is said of it.
    public static final Rendition AS_IT_IS = new Rendition(ImageType.JPEG, AS_LARGE, KeptMetadata.ALL);

    private static final String ORIGINAL = "original";

    public Rendition {
        if (!TYPES.contains(type)) {
            throw new ImageException.Invalid("Copies are made as JPEG, PNG or WebP.");
        }
        if (longSide < 0 || longSide > LONGEST_SIDE) {
            throw new ImageException.Invalid("The long side of a copy has 1 to 30,000 pixels.");
        }
    }

    /// Words in any order; what is not said is a JPEG, as large as the picture, with all metadata.
    ///
    /// @throws ImageException.Invalid with what would be right
    public static Rendition parse(String text) {
        Optional<ImageType> type = Optional.empty();
        Optional<Integer> longSide = Optional.empty();
        Optional<KeptMetadata> metadata = Optional.empty();
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("[\\s,]+");
        for (String word : words) {
            Optional<ImageType> asType = ImageType.byExtension(word).filter(TYPES::contains);
            Optional<KeptMetadata> asMetadata = Arrays.stream(KeptMetadata.values())
                    .filter(kept -> word(kept).equals(word))
                    .findFirst();
            if (asType.isPresent() && type.isEmpty()) {
                type = asType;
            } else if (asMetadata.isPresent() && metadata.isEmpty()) {
                metadata = asMetadata;
            } else if (longSide.isEmpty() && (word.equals(ORIGINAL) || word.matches("[1-9][0-9]{0,4}"))) {
                longSide = Optional.of(word.equals(ORIGINAL) ? AS_LARGE : Integer.parseInt(word));
            } else {
                throw new ImageException.Invalid(
                        "What a copy is made as is said like this: jpeg 2048 copyright. First jpeg, png or webp; then the pixels of the long side, or original; then all, copyright or none.");
            }
        }
        return new Rendition(type.orElse(ImageType.JPEG), longSide.orElse(AS_LARGE), metadata.orElse(KeptMetadata.ALL));
    }

    /// Whether copies say nothing of the picture but whose it is, if that.
    public boolean isSilent() {
        return metadata != KeptMetadata.ALL;
    }

    public Rendition as(ImageType other) {
        return new Rendition(other, longSide, metadata);
    }

    private static String word(KeptMetadata kept) {
        return kept.name().toLowerCase(Locale.ROOT);
    }

    /// A side of the copy: the long one is exact, the short one rounded.
    ///
    /// @param side of the picture
    /// @param longer of its sides
    public int reduced(int side, int longer) {
        return longSide == AS_LARGE || longer <= longSide
                ? side
                : Math.max(1, Math.toIntExact(Math.round((double) side * longSide / longer)));
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return Stream.of(
                        type.name().toLowerCase(Locale.ROOT),
                        longSide == AS_LARGE ? ORIGINAL : Integer.toString(longSide),
                        word(metadata))
                .collect(joining(" "));
    }
}
