package dev.vitrine.image;

/// The shapes of many images, in two bytes each: width by height, as they are looked at, as a number of half precision,
/// which errs by less than a pixel in a thousand.
///
/// @param halves never to be changed; 0 for an image whose size is not known
public record Aspects(char[] halves) {
    public static final Aspects NONE = new Aspects(new char[0]);

    /// Longer or taller ones are told apart by nobody.
    private static final float LONGEST = 1000;

    public static char half(int width, int height) {
        return width <= 0 || height <= 0
                ? 0
                : (char) Float.floatToFloat16(Math.clamp((float) width / height, 1 / LONGEST, LONGEST));
    }

    /// Width by height of the image at a position; 1 when it is not known.
    public float at(int position) {
        char half = halves[position];
        return half == 0 ? 1 : Float.float16ToFloat((short) half);
    }
}
