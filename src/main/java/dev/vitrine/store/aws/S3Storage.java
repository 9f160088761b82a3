package dev.vitrine.store.aws;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// In which class an object lies, by its headers.
final class S3Storage {
    private static final String STANDARD = "STANDARD";
    private static final Pattern EXPIRY = Pattern.compile("expiry-date=\"([^\"]+)\"");

    private S3Storage() {}

    /// Originals alone lie in the class that was chosen: previews are what makes a slow one bearable. The usual one
    /// is not named, as not every server knows classes.
    static @Nullable String chosen(ObjectKey key, StorageClass chosen) {
        return key.isOriginal() && chosen != StorageClass.STANDARD ? chosen.name() : null;
    }

    /// `x-amz-storage-class` is left out for the usual class. Where S3 moves the bytes by itself,
    /// `x-amz-archive-status` says that it has.
    static StorageState of(HeadObjectResponse head) {
        String named = head.archiveStatusAsString() == null
                        || head.archiveStatusAsString().isEmpty()
                ? head.storageClassAsString()
                : head.archiveStatusAsString();
        StorageState state = StorageState.of(named == null || named.isEmpty() ? STANDARD : named);
        return state.isReadable() ? state : broughtBack(state, head.restore());
    }

    /// The class that a copy is to lie in, as S3 would put it into the usual one; `null` for that.
    static @Nullable String kept(StorageState state) {
        if (state.storageClass().equals(STANDARD)) {
            return null;
        }
        return StorageClass.of(state.storageClass())
                        .filter(StorageClass::isTiered)
                        .isPresent()
                ? StorageClass.INTELLIGENT_TIERING.name()
                : state.storageClass();
    }

    /// @param restore as in `ongoing-request="false", expiry-date="Fri, 21 Dec 2012 00:00:00 GMT"`; `null` where
    ///   nothing was asked for
    private static StorageState broughtBack(StorageState archived, @Nullable String restore) {
        if (restore == null || restore.isBlank()) {
            return archived;
        }
        if (restore.contains("ongoing-request=\"true\"")) {
            return new StorageState(archived.storageClass(), Stage.COMING, Optional.empty());
        }
        return new StorageState(archived.storageClass(), Stage.BACK, end(restore));
    }

    private static Optional<Instant> end(String restore) {
        Matcher expiry = EXPIRY.matcher(restore);
        try {
            return expiry.find()
                    ? Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(expiry.group(1))))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
