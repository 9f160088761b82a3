package dev.vitrine.service.share;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.Optional;

/// A text as a square of dark and light modules, for a camera to read.
public final class QrCode {
    private final io.nayuki.qrcodegen.QrCode code;

    private QrCode(io.nayuki.qrcodegen.QrCode code) {
        this.code = code;
    }

    /// With the least error correction, which is plenty on a screen: signed links are long, and fewer modules are
    /// larger ones. Empty for a text that is longer than any code can hold (2,953 characters).
    public static Optional<QrCode> of(String text) {
        try {
            return Optional.of(new QrCode(io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW)));
        } catch (DataTooLongException _) {
            return Optional.empty();
        }
    }

    /// Modules on a side, without the light margin of four that belongs around it.
    public int size() {
        return code.size;
    }

    public boolean isDark(int column, int row) {
        return code.getModule(column, row);
    }
}
