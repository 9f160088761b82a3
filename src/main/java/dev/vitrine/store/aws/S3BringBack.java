package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.BringBack.Tier;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.RestoreRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Asks S3 for what lies in an archive (RestoreObject).
final class S3BringBack {
    private static final Set<String> NO_ARCHIVE = Set.of("MalformedXML", "InvalidRequest", "InvalidArgument");

    private final S3Client s3;
    private final String bucket;
    private final String place;
    private final Clock clock;

    S3BringBack(AwsClients clients, Clock clock) {
        this.s3 = clients.s3();
        this.bucket = clients.settings().bucket();
        this.place = clients.settings().place();
        this.clock = clock;
    }

    /// @param there what is known of it now
    StorageState ask(ObjectKey key, StorageState there, BringBack request) {
        boolean staysLongEnough = there.stage() == Stage.BACK
                && there.at()
                        .filter(until -> !until.isBefore(clock.instant().plus(Duration.ofDays(request.days()))))
                        .isPresent();
        if (there.stage() == Stage.READY || there.stage() == Stage.COMING || staysLongEnough) {
            return there; // the service would count the days from now, also where that is less
        }
        Optional<StorageClass> known = StorageClass.of(there.storageClass());
        if (request.tier() == Tier.EXPEDITED
                && known.filter(StorageClass::isDeep).isPresent()) {
            throw new ImageException.Invalid("Out of a deep archive nothing comes within minutes. "
                    + "Choose the standard or the slow way; nothing was asked for.");
        }
        boolean isTiered = known.filter(StorageClass::isTiered).isPresent();
        try {
            s3.restoreObject(ask -> ask.bucket(bucket).key(key.path()).restoreRequest(body(request, isTiered)));
        } catch (S3Exception e) {
            return refused(e, there);
        }
        return there.stage() == Stage.BACK
                ? new StorageState(
                        there.storageClass(),
                        Stage.BACK,
                        Optional.of(clock.instant().plus(Duration.ofDays(request.days()))))
                : there.coming(clock.instant(), request.tier().name());
    }

    /// Where S3 moves bytes by itself they stay when they are back: it takes no days.
    private static RestoreRequest body(BringBack request, boolean isTiered) {
        String tier = request.tier().name().charAt(0)
                + request.tier().name().substring(1).toLowerCase(Locale.ROOT);
        return RestoreRequest.builder()
                .days(isTiered ? null : request.days())
                .glacierJobParameters(job -> job.tier(tier))
                .build();
    }

    private StorageState refused(S3Exception e, StorageState there) {
        String code = AwsErrors.codeOf(e);
        if (code.equals("RestoreAlreadyInProgress")) {
            return new StorageState(there.storageClass(), Stage.COMING, Optional.empty());
        }
        if (code.equals("GlacierExpeditedRetrievalNotAvailable")) {
            throw new ImageException.Failed(
                    "Nothing can be brought back within minutes just now. Choose the standard way, or try again later.",
                    e);
        }
        if (AwsErrors.isUnsupported(e) || NO_ARCHIVE.contains(code)) {
            throw new ImageException.Failed(
                    "The server " + quoted(place) + " cannot bring anything back from an archive. "
                            + "Ask whoever runs it; nothing was changed.",
                    e);
        }
        throw e;
    }
}
