package dev.vitrine.picture.jpeg;

/// Why a JPEG gave no picture. The kinds are those between which a caller has a choice.
public abstract sealed class JpegException extends Exception {
    private static final long serialVersionUID = 1;

    private JpegException(String message) {
        super(message);
    }

    /// A valid JPEG of a kind that this decoder leaves to others (12 bits, arithmetic coding, lossless,
    /// hierarchical). The message completes “… cannot be shown here: ”.
    public static final class Unsupported extends JpegException {
        private static final long serialVersionUID = 1;

        Unsupported(String message) {
            super(message);
        }
    }

    /// Not a JPEG, or one so broken that no part of it can be shown.
    public static final class Corrupt extends JpegException {
        private static final long serialVersionUID = 1;

        Corrupt(String message) {
            super(message);
        }
    }

    /// Refused from the header alone: more pixels or more memory than the limits allow.
    public static final class TooLarge extends JpegException {
        private static final long serialVersionUID = 1;

        TooLarge(String message) {
            super(message);
        }
    }
}
