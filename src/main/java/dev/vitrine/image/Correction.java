package dev.vitrine.image;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What people set right of what a file says: when it was taken, and how it is turned. The file itself stays as it is.
///
/// A row says the right moment as the one of its picture, so that every program has it, and beside it what the camera
/// said ([Attribute#CAMERA_TAKEN_AT]).
///
/// @param takenAt empty when it is not known
/// @param turned what is done to the picture after what its file says of that
public record Correction(Optional<LocalDateTime> takenAt, Orientation turned) {
    public static final Correction NONE = new Correction(Optional.empty(), Orientation.UPRIGHT);

    /// Where it is stored.
    public static final Set<Attribute> ATTRIBUTES =
            Set.of(Attribute.TAKEN_AT, Attribute.CAMERA_TAKEN_AT, Attribute.ORIENTATION_FIX);

    private static final int LAST_YEAR = 9999;

    public Correction {
        Objects.requireNonNull(takenAt);
        Objects.requireNonNull(turned);
    }

    static Correction of(ImageFacts facts) {
        return new Correction(facts.takenAt(), facts.orientationFix());
    }

    /// To the microsecond, as rows have it.
    ///
    /// @throws ImageException.Invalid for a moment that not every program could read in a row
    public Correction withTakenAt(Optional<LocalDateTime> changed) {
        if (changed.equals(takenAt)) {
            return this; // whoever wrote it
        }
        if (!changed.map(Correction::isReadable).orElse(true)) {
            throw outOfReach();
        }
        return new Correction(changed.map(time -> time.truncatedTo(ChronoUnit.MICROS)), turned);
    }

    private static boolean isReadable(LocalDateTime time) {
        return time.getYear() >= 1 && time.getYear() <= LAST_YEAR;
    }

    private static ImageException outOfReach() {
        return new ImageException.Invalid("That is no time at which an image can have been taken.");
    }

    /// @throws ImageException.Invalid as above
    public Correction withTakenAt(LocalDateTime changed) {
        return withTakenAt(Optional.of(changed));
    }

    /// As a clock that was wrong by so much is put right; what is not known stays unknown.
    ///
    /// @throws ImageException.Invalid when no year with four digits is left
    public Correction shifted(Duration by) {
        return withTakenAt(takenAt.map(time -> shifted(time, by)));
    }

    private static LocalDateTime shifted(LocalDateTime time, Duration by) {
        try {
            return time.plus(by);
        } catch (DateTimeException | ArithmeticException _) {
            throw outOfReach();
        }
    }

    /// Whether an image is not as its file says.
    public static boolean isIn(ImageFacts facts) {
        return !facts.text(Attribute.CAMERA_TAKEN_AT).isEmpty() || facts.orientationFix() != Orientation.UPRIGHT;
    }

    /// Turned further.
    public Correction turned(Orientation further) {
        return new Correction(takenAt, turned.then(further));
    }

    /// What the camera said, for one whose time may have been corrected.
    public static Optional<LocalDateTime> cameraTime(ImageFacts facts) {
        String said = facts.text(Attribute.CAMERA_TAKEN_AT);
        return said.isEmpty() ? facts.takenAt() : ImageTime.parseLocal(said);
    }

    /// The facts with these in the place of their own.
    public ImageFacts appliedTo(ImageFacts facts) {
        ImageFacts turnedFacts = facts.with(Attribute.ORIENTATION_FIX, turned.text());
        if (takenAt.equals(facts.takenAt())) {
            return turnedFacts;
        }
        Optional<LocalDateTime> camera = cameraTime(facts).filter(Correction::isReadable);
        return takenAt.map(time -> turnedFacts.with(Attribute.TAKEN_AT, time))
                .orElseGet(() -> turnedFacts.without(Attribute.TAKEN_AT))
                .with(
                        Attribute.CAMERA_TAKEN_AT,
                        camera.equals(takenAt)
                                ? ""
                                : camera.map(ImageTime::format).orElse(Attribute.NO_TIME));
    }
}
