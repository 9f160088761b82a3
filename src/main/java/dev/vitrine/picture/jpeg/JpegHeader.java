package dev.vitrine.picture.jpeg;

import java.util.List;

/// What a JPEG says about itself before its first scan. Reading it costs no more memory than the bytes that are really
/// there.
///
/// @param width as stored, before any Exif orientation
/// @param precision bits per sample
/// @param adobe the transform byte of Adobe's APP14 segment, or -1 without one
/// @param restartInterval units between restart markers, 0 for none
/// @param exif payload of the Exif APP1 segment (a TIFF structure), empty without one
/// @param profile the ICC profile put together from its APP2 chunks, empty without a complete one
public record JpegHeader(
        int width,
        int height,
        int precision,
        Process process,
        List<Component> components,
        boolean jfif,
        int adobe,
        int restartInterval,
        byte[] exif,
        byte[] profile) {
    public JpegHeader {
        components = List.copyOf(components);
    }

    /// The coding process, named by its frame header (table B.1).
    enum Process {
        BASELINE,
        EXTENDED,
        PROGRESSIVE,
        LOSSLESS,
        HIERARCHICAL,
        ARITHMETIC;

        static Process of(int marker) {
            return switch (marker) {
                case 0xC0 -> BASELINE;
                case 0xC1 -> EXTENDED;
                case 0xC2 -> PROGRESSIVE;
                case 0xC3 -> LOSSLESS;
                case 0xC5, 0xC6, 0xC7 -> HIERARCHICAL;
                default -> ARITHMETIC;
            };
        }
    }

    /// One color component as its frame header describes it (B.2.2).
    ///
    /// @param horizontal sampling factor, 1 to 4
    /// @param quantization which quantization table
    record Component(int id, int horizontal, int vertical, int quantization) {}

    /// Of a part of the picture.
    JpegHeader withSize(int changedWidth, int changedHeight) {
        return new JpegHeader(
                changedWidth,
                changedHeight,
                precision,
                process,
                components,
                jfif,
                adobe,
                restartInterval,
                exif,
                profile);
    }

    int widestSampling() {
        return components.stream().mapToInt(Component::horizontal).max().orElseThrow();
    }

    int tallestSampling() {
        return components.stream().mapToInt(Component::vertical).max().orElseThrow();
    }
}
