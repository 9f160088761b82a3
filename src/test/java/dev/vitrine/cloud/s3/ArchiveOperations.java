package dev.vitrine.cloud.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Element;

/// Storage classes: what lies in an archive is not handed out before it was brought back. What is asked for in the
/// fast way is there at once, everything else after the usual hours.
///
/// As docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html has it.
record ArchiveOperations(InstantSource clock) {
    static final String CLASS = "x-amz-storage-class";
    private static final String ASKED = "asked";
    private static final String WAIT = "wait";
    private static final String DAYS = "days";
    private static final String STANDARD = "STANDARD";
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");
    private static final Set<String> CLASSES = Set.of(
            STANDARD,
            "STANDARD_IA",
            "ONEZONE_IA",
            "REDUCED_REDUNDANCY",
            "INTELLIGENT_TIERING",
            "GLACIER_IR",
            "GLACIER",
            "DEEP_ARCHIVE");
    private static final Map<String, Duration> WAITS =
            Map.of("Expedited", Duration.ZERO, "Standard", Duration.ofHours(4), "Bulk", Duration.ofHours(10));

    /// The class that an object is to lie in, to be kept with it; nothing for the usual one.
    static Optional<String> chosen(S3Request request) {
        Optional<String> chosen = request.header(CLASS);
        if (chosen.filter(name -> !CLASSES.contains(name)).isPresent()) {
            throw new S3Error(
                    400, "InvalidStorageClass", "The storage class you specified is not valid: " + chosen.get());
        }
        return chosen.filter(name -> !name.equals(STANDARD));
    }

    static String classOf(Bucket.StoredObject object) {
        return object.headers().getOrDefault(CLASS, STANDARD);
    }

    S3Answer restore(Bucket bucket, S3Request request) {
        Bucket.StoredObject object =
                Optional.ofNullable(bucket.objects.get(request.key())).orElseThrow(S3Error::noSuchKey);
        Element asked = Xml.parse(ReceivedBody.of(request).bytes());
        if (!ARCHIVES.contains(classOf(object))) {
            throw new S3Error(
                    403, "InvalidObjectState", "Restore is not allowed for the object's current storage class");
        }
        String days = Xml.text(asked, "Days");
        if (days.isEmpty()) {
            throw new S3Error(400, "MalformedXML", "The XML you provided was not well-formed");
        }
        if (isComing(object)) {
            throw new S3Error(409, "RestoreAlreadyInProgress", "Object restore is already in progress");
        }
        boolean wasBack = isBack(object);
        String tier = Xml.children(asked, "GlacierJobParameters").stream()
                .map(job -> Xml.text(job, "Tier"))
                .findFirst()
                .orElse("Standard");
        object.archive().put(ASKED, clock.instant().toString());
        object.archive().put(WAIT, (wasBack ? Duration.ZERO : WAITS.get(tier)).toString());
        object.archive().put(DAYS, days);
        return S3Answer.empty(wasBack ? 200 : 202);
    }

    /// @throws S3Error when it lies in an archive and no copy is there
    void requireReadable(Bucket.StoredObject object) {
        if (ARCHIVES.contains(classOf(object)) && !isBack(object)) {
            throw new S3Error(403, "InvalidObjectState", "The operation is not valid for the object's storage class");
        }
    }

    /// What HEAD and GET say of it.
    Map<String, String> headers(Bucket.StoredObject object) {
        var headers = new TreeMap<String, String>();
        if (isComing(object)) {
            headers.put("x-amz-restore", "ongoing-request=\"true\"");
        } else if (isBack(object)) {
            headers.put(
                    "x-amz-restore",
                    "ongoing-request=\"false\", expiry-date=\""
                            + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    end(object).atOffset(ZoneOffset.UTC))
                            + "\"");
        }
        return headers;
    }

    private boolean isComing(Bucket.StoredObject object) {
        return object.archive().containsKey(ASKED) && clock.instant().isBefore(ready(object));
    }

    private boolean isBack(Bucket.StoredObject object) {
        return object.archive().containsKey(ASKED)
                && !isComing(object)
                && clock.instant().isBefore(end(object));
    }

    private static Instant ready(Bucket.StoredObject object) {
        return Instant.parse(object.archive().get(ASKED))
                .plus(Duration.parse(object.archive().get(WAIT)));
    }

    /// Rounded to the next midnight of UTC.
    private static Instant end(Bucket.StoredObject object) {
        return ready(object)
                .plus(Duration.ofDays(Long.parseLong(object.archive().get(DAYS)) + 1))
                .truncatedTo(ChronoUnit.DAYS);
    }
}
