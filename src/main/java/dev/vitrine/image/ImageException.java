package dev.vitrine.image;

import static dev.vitrine.text.DisplayText.quoted;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why something asked of a library did not happen, in a sentence that a person can act on.
///
/// Closed, so that every front door maps every case: REST to a status, the command line to an exit code, the window to
/// a message with a next step.
@SuppressWarnings("serial") // nobody writes one
public abstract sealed class ImageException extends RuntimeException {
    private final int attempts;

    private ImageException(String message, @Nullable Throwable cause) {
        this(message, cause, 1);
    }

    private ImageException(String message, @Nullable Throwable cause, int attempts) {
        super(message, cause);
        this.attempts = attempts;
    }

    /// The failure itself, or what says that something was not foreseen.
    public static ImageException of(Throwable failure) {
        return failure instanceof ImageException known
                ? known
                : new Failed("Something unexpected went wrong: " + failure, failure);
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /// How often the request that failed was tried before this was thrown: whoever tries again counts on from
    /// there.
    public int attempts() {
        return attempts;
    }

    /// True when it passes by itself or when somebody mends it, for everything alike: nothing answers, the service
    /// asks to slow down, a sign-in has run out, a disk is full. Work that can wait waits then.
    public boolean passes() {
        return false;
    }

    /// True when the keys are fine, but may not do this.
    public boolean isMissingRight() {
        return false;
    }

    /// True when it concerns the whole library, which says so once: it is no news of one image.
    public boolean isEverywhere() {
        return false;
    }

    /// The same failure after so many attempts in all, where it is one that may pass.
    public ImageException after(int allAttempts) {
        return this;
    }

    private <E extends ImageException> E traced(E copy) {
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /// What was given cannot be accepted: not an image, a bad user name, a malformed query.
    public static final class Invalid extends ImageException {
        public Invalid(String message) {
            super(message, null);
        }

        public Invalid(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// There is no such image, or its bytes are missing.
    public static final class NotFound extends ImageException {
        public NotFound(String message) {
            super(message, null);
        }

        public NotFound(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        public static NotFound ofImage(String imageId) {
            return new NotFound("There is no image " + imageId + ". It may have been deleted.");
        }
    }

    /// Somebody else was faster: the image exists already, or was changed since it was read.
    public static final class Conflict extends ImageException {
        public Conflict(String message) {
            super(message, null);
        }

        public Conflict(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        public static Conflict ofImage() {
            return new Conflict("Somebody else changed this image in the meantime.");
        }

        /// @param cause null where it was looked for before anything was asked
        public static Conflict ofDocument(String path, @Nullable Throwable cause) {
            return new Conflict(
                    "Somebody else changed " + quoted(path) + " in the meantime; it was left as it is.", cause);
        }
    }

    /// The folder or the account does not allow it.
    public static final class Denied extends ImageException {
        private enum Reason {
            OTHER,
            SIGN_IN,
            RIGHT,
            WHOLE_LIBRARY
        }

        private final Reason reason;

        public Denied(String message, @Nullable Throwable cause) {
            this(message, cause, Reason.OTHER);
        }

        private Denied(String message, @Nullable Throwable cause, Reason reason) {
            super(message, cause);
            this.reason = reason;
        }

        /// There are no keys, or they have run out.
        public static Denied untilSignedIn(String message, @Nullable Throwable cause) {
            return new Denied(message, cause, Reason.SIGN_IN);
        }

        /// The keys are fine, but this they may not do.
        public static Denied ofRight(String message, @Nullable Throwable cause) {
            return new Denied(message, cause, Reason.RIGHT);
        }

        /// Not only this one thing, but all of its kind in this library: it is said of the library, once.
        public static Denied everywhere(String message, @Nullable Throwable cause) {
            return new Denied(message, cause, Reason.WHOLE_LIBRARY);
        }

        @Override
        public boolean isMissingRight() {
            return reason == Reason.RIGHT || reason == Reason.WHOLE_LIBRARY;
        }

        @Override
        public boolean isEverywhere() {
            return reason == Reason.WHOLE_LIBRARY;
        }

        @Override
        public boolean passes() {
            return reason == Reason.SIGN_IN;
        }
    }

    /// The service asks to slow down; trying again later helps.
    public static final class Throttled extends ImageException {
        public Throttled(String message, @Nullable Throwable cause) {
            this(message, cause, 1);
        }

        public Throttled(String message, @Nullable Throwable cause, int attempts) {
            super(message, cause, attempts);
        }

        @Override
        public boolean passes() {
            return true;
        }

        @Override
        public ImageException after(int allAttempts) {
            return super.traced(new Throttled(getMessage(), getCause(), allAttempts));
        }
    }

    /// Nothing answers at the other end; trying again later may help.
    public static final class Unreachable extends ImageException {
        public Unreachable(String message, @Nullable Throwable cause) {
            this(message, cause, 1);
        }

        public Unreachable(String message, @Nullable Throwable cause, int attempts) {
            super(message, cause, attempts);
        }

        @Override
        public boolean passes() {
            return true;
        }

        @Override
        public ImageException after(int allAttempts) {
            return super.traced(new Unreachable(getMessage(), getCause(), allAttempts));
        }
    }

    /// The person, or the end of the program, stopped it.
    public static final class Cancelled extends ImageException {
        public Cancelled(String message) {
            super(message, null);
        }

        public Cancelled(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        /// What an interrupt comes to; the thread stays interrupted.
        public static Cancelled by(InterruptedException interrupt) {
            return by(interrupt, "Stopped.");
        }

        public static Cancelled by(InterruptedException interrupt, String message) {
            Thread.currentThread().interrupt();
            return new Cancelled(message, interrupt);
        }

        /// For what waits for nothing in which an interrupt would be noticed.
        public static void throwIfInterrupted() {
            if (Thread.currentThread().isInterrupted()) {
                throw new Cancelled("Stopped.");
            }
        }
    }

    /// Anything else: a full disk, a damaged database, bytes that do not match their checksum.
    public static final class Failed extends ImageException {
        private enum Reason {
            OTHER,
            NO_ROOM,
            ARCHIVED
        }

        private final Reason reason;

        public Failed(String message) {
            this(message, null, Reason.OTHER);
        }

        public Failed(String message, @Nullable Throwable cause) {
            this(message, cause, Reason.OTHER);
        }

        private Failed(String message, @Nullable Throwable cause, Reason reason) {
            super(message, cause);
            this.reason = reason;
        }

        /// A disk is full.
        public static Failed untilThereIsRoom(String message, @Nullable Throwable cause) {
            return new Failed(message, cause, Reason.NO_ROOM);
        }

        /// The bytes of this one image are whole, in a place from which they have to be brought back first.
        public static Failed archived(String message, @Nullable Throwable cause) {
            return new Failed(message, cause, Reason.ARCHIVED);
        }

        public boolean isArchived() {
            return reason == Reason.ARCHIVED;
        }

        @Override
        public boolean passes() {
            return reason == Reason.NO_ROOM;
        }
    }
}
