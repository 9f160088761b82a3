package dev.vitrine.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.zip.CRC32;

/// A short code to quote for something that went wrong: `DEN-7K2F`.
///
/// Three letters tell the kind ([ImageException]'s cases), four the place: which kinds of exception led to it, and
/// through which of our methods they came. Neither texts nor line numbers count, so the same trouble has the same code
/// on every machine that runs the same version.
public final class ErrorCode {
    /// Crockford's alphabet: without letters that are mistaken for digits.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int FRAMES = 3;

    private ErrorCode() {}

    public static String of(ImageException failure) {
        return kind(failure) + "-" + place(failure);
    }

    private static String kind(ImageException failure) {
        return switch (failure) {
            case ImageException.Invalid _ -> "INV";
            case ImageException.NotFound _ -> "NOF";
            case ImageException.Conflict _ -> "CON";
            case ImageException.Denied _ -> "DEN";
            case ImageException.Throttled _ -> "THR";
            case ImageException.Unreachable _ -> "UNR";
            case ImageException.Cancelled _ -> "CAN";
            case ImageException.Failed _ -> "FAI";
        };
    }

    private static String place(Throwable failure) {
        var hash = new CRC32();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            hash.update(each.getClass().getName().getBytes(StandardCharsets.UTF_8));
            Arrays.stream(each.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("dev.vitrine."))
                    .limit(FRAMES)
                    .forEach(frame -> hash.update(method(frame).getBytes(StandardCharsets.UTF_8)));
        }
        var letters = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            letters.append(ALPHABET.charAt((int) (hash.getValue() >> (5 * i)) & 31));
        }
        return letters.toString();
    }

    /// The compiler numbers lambdas and nested classes without name: those numbers change with code elsewhere in
    /// the file.
    private static String method(StackTraceElement frame) {
        return frame.getClassName().replaceAll("\\$\\d+", "") + "."
                + frame.getMethodName().replaceAll("^lambda\\$(.*)\\$\\d+$", "$1");
    }
}
