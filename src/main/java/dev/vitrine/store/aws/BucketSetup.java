package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Looks at the bucket of a library, and makes it.
final class BucketSetup {
    static final String RULE = "vitrine-clean-unfinished-uploads";
    static final int RULE_DAYS = 7;
    static final String SHARED_RULE = "vitrine-remove-shared-copies";
    /// A link lives at most seven days.
    static final int SHARED_DAYS = 8;
    static final String VERSIONS_RULE = "vitrine-clean-former-versions";
    static final int VERSIONS_DAYS = 90;

    private static final System.Logger LOG = System.getLogger(BucketSetup.class.getName());

    /// For about a minute.
    private static final RetryPolicy UNTIL_THERE = new RetryPolicy(40, Duration.ofMillis(100), Duration.ofSeconds(2));

    record Found(boolean bucket, boolean publicAccessBlocked, boolean unfinishedUploadsCleaned, boolean versionsKept) {}

    private final AwsClients clients;
    private final S3Client s3;
    private final AwsSettings settings;

    BucketSetup(AwsClients clients) {
        this.clients = clients;
        this.s3 = clients.s3();
        this.settings = clients.settings();
    }

    Found found() {
        return exists()
                ? new Found(true, isPublicAccessBlocked(), cleansUnfinishedUploads(), keepsVersions())
                : new Found(false, false, false, false);
    }

    private boolean exists() {
        try {
            s3.headBucket(head -> head.bucket(settings.bucket()));
            return true;
        } catch (NoSuchBucketException _) {
            return false;
        }
    }

    /// Whether public ACLs are refused does not matter where they are ignored.
    private boolean isPublicAccessBlocked() {
        try {
            return publicAccessBlock()
                    .filter(block -> Boolean.TRUE.equals(block.ignorePublicAcls())
                            && Boolean.TRUE.equals(block.blockPublicPolicy())
                            && Boolean.TRUE.equals(block.restrictPublicBuckets()))
                    .isPresent();
        } catch (S3Exception e) {
            return isUntold(e);
        }
    }

    private Optional<PublicAccessBlockConfiguration> publicAccessBlock() {
        try {
            return Optional.of(s3.getPublicAccessBlock(get -> get.bucket(settings.bucket()))
                    .publicAccessBlockConfiguration());
        } catch (S3Exception e) {
            if (AwsErrors.codeOf(e).equals("NoSuchPublicAccessBlockConfiguration")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean cleansUnfinishedUploads() {
        List<LifecycleRule> rules = rulesToShow();
        return rules.stream()
                        .anyMatch(rule -> rule.abortIncompleteMultipartUpload() != null
                                && rule.status() == ExpirationStatus.ENABLED)
                && rules.stream()
                        .anyMatch(rule -> rule.expiration() != null
                                && rule.status() == ExpirationStatus.ENABLED
                                && rule.filter() != null
                                && ObjectKey.SHARED.equals(rule.filter().prefix()));
    }

    private boolean keepsVersions() {
        try {
            return s3.getBucketVersioning(get -> get.bucket(settings.bucket())).status()
                    == BucketVersioningStatus.ENABLED;
        } catch (S3Exception e) {
            if (isUntold(e)) {
                return true;
            }
            throw e;
        }
    }

    /// Only to be looked at, never to be written: rules that nobody tells count as ours, so that nothing is
    /// offered.
    private List<LifecycleRule> rulesToShow() {
        try {
            return rules();
        } catch (S3Exception e) {
            if (isUntold(e)) {
                return ownRules();
            }
            throw e;
        }
    }

    /// The rules as they are, or a failure.
    private List<LifecycleRule> rules() {
        try {
            return s3.getBucketLifecycleConfiguration(get -> get.bucket(settings.bucket()))
                    .rules();
        } catch (S3Exception e) {
            if (AwsErrors.codeOf(e).equals("NoSuchLifecycleConfiguration")) {
                return List.of();
            }
            throw e;
        }
    }

    /// The server lacks the feature, or this account may not look at it: nothing to offer then.
    private static boolean isUntold(S3Exception e) {
        return AwsErrors.isUnsupported(e) || e.statusCode() == 405 || e.statusCode() == 403;
    }

    /// @return what is to be said about how it was made, or `""`
    String make() {
        var request = CreateBucketRequest.builder().bucket(settings.bucket());
        String region = s3.serviceClientConfiguration().region().id();
        if (!region.equals("us-east-1")) {
            request.createBucketConfiguration(CreateBucketConfiguration.builder()
                    .locationConstraint(BucketLocationConstraint.fromValue(region))
                    .build());
        }
        s3.createBucket(request.build());
        waitUntilThere();
        var remark = new StringJoiner(" ");
        unlessUntold(() -> {
            try {
                remark.add(blockPublicAccess());
            } catch (ImageException.Failed e) {
                remark.add(e.getMessage());
            }
        });
        unlessUntold(this::cleanUnfinishedUploads);
        return remark.toString();
    }

    private void waitUntilThere() {
        for (RetryPolicy.Attempts attempts = UNTIL_THERE.begin(); !isThere(); ) {
            if (!attempts.isNext()) {
                throw new ImageException.Unreachable(
                        "The bucket " + quoted(settings.bucket()) + " is still being made. Look again in some minutes.",
                        null);
            }
        }
    }

    /// Whoever may not look at it learns at least that it is there.
    private boolean isThere() {
        try {
            return exists();
        } catch (S3Exception e) {
            if (e.statusCode() == 403 || e.statusCode() == 301) {
                return true;
            }
            throw e;
        }
    }

    /// Nothing is left worse than it was found: Ceph's radosgw takes no object at all where public ACLs are
    /// refused.
    ///
    /// @return what is to be said about how it was done, or `""`
    String blockPublicAccess() {
        Optional<PublicAccessBlockConfiguration> before = publicAccessBlock();
        if (!takesObjects()) {
            // Nothing can be tried out: whoever sets up need not be allowed to store.
            put(block(true));
            return "";
        }
        try {
            for (boolean refusingAcls : new boolean[] {true, false}) {
                put(block(refusingAcls));
                if (takesObjects()) {
                    String how = refusingAcls
                            ? ""
                            : "It is three of four settings: with “BlockPublicAcls” this server takes no uploads. "
                                    + "Public ACLs are ignored all the same.";
                    return (how + " " + removeProbe()).strip();
                }
            }
        } catch (SdkException e) {
            takeBack(before, removeProbe());
            throw e;
        }
        String left = removeProbe();
        takeBack(before, left);
        throw new ImageException.Failed(
                ("This server takes no uploads to a bucket that blocks public access. The block was taken back. "
                                + left)
                        .strip());
    }

    /// @param left what is to be said of what stays, or `""`
    private void takeBack(Optional<PublicAccessBlockConfiguration> before, String left) {
        try {
            before.ifPresentOrElse(
                    this::put, () -> s3.deletePublicAccessBlock(delete -> delete.bucket(settings.bucket())));
        } catch (SdkException e) {
            throw new ImageException.Failed(
                    ("The bucket " + quoted(settings.bucket())
                                    + " blocks public access now, and may take no uploads any more: that could not be taken back. Take the block away by hand, or try again. "
                                    + left)
                            .strip(),
                    e);
        }
    }

    private static PublicAccessBlockConfiguration block(boolean refusingAcls) {
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(refusingAcls)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build();
    }

    private void put(PublicAccessBlockConfiguration block) {
        s3.putPublicAccessBlock(put -> put.bucket(settings.bucket()).publicAccessBlockConfiguration(block));
    }

    /// Leaves the probe there.
    private boolean takesObjects() {
        try {
            AwsPermissions.putProbe(clients, null);
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 403) {
                return false;
            }
            throw e;
        }
    }

    /// Whoever sets up need not be allowed to delete: that is no trouble of what was set up.
    private String removeProbe() {
        try {
            s3.deleteObject(delete -> delete.bucket(settings.bucket()).key(AwsPermissions.PROBE));
            return "";
        } catch (SdkException e) {
            LOG.log(Level.INFO, "What was tried out stays", e);
            return "What was stored to try it out stays, for it could not be deleted: " + quoted(AwsPermissions.PROBE)
                    + ", one byte.";
        }
    }

    void cleanUnfinishedUploads() {
        addRules(ownRules());
    }

    /// The rule first: nothing is kept for longer than was said, even for a moment. A server that cannot do it
    /// fails: it was asked for.
    void keepVersions() {
        addRules(List.of(versionsRule()));
        s3.putBucketVersioning(put -> put.bucket(settings.bucket())
                .versioningConfiguration(keep -> keep.status(BucketVersioningStatus.ENABLED)));
    }

    /// Keeps the rules that are there: this call replaces them all, so whoever may not read them may not add any.
    private void addRules(List<LifecycleRule> added) {
        var rules = new ArrayList<>(rules());
        rules.removeIf(rule -> added.stream().anyMatch(ours -> ours.id().equals(rule.id())));
        rules.addAll(added);
        s3.putBucketLifecycleConfiguration(
                put -> put.bucket(settings.bucket()).lifecycleConfiguration(all -> all.rules(rules)));
    }

    /// A rule knows no pattern but a prefix, and originals lie under the names of users: whoever else uploads in
    /// parts to this bucket falls under the first, too, which the plan says.
    private static List<LifecycleRule> ownRules() {
        return List.of(
                LifecycleRule.builder()
                        .id(RULE)
                        .status(ExpirationStatus.ENABLED)
                        .filter(everything -> everything.prefix(""))
                        .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(RULE_DAYS))
                        .build(),
                LifecycleRule.builder()
                        .id(SHARED_RULE)
                        .status(ExpirationStatus.ENABLED)
                        .filter(copies -> copies.prefix(ObjectKey.SHARED))
                        .expiration(end -> end.days(SHARED_DAYS))
                        .build());
    }

    private static LifecycleRule versionsRule() {
        return LifecycleRule.builder()
                .id(VERSIONS_RULE)
                .status(ExpirationStatus.ENABLED)
                .filter(everything -> everything.prefix(""))
                .noncurrentVersionExpiration(former -> former.noncurrentDays(VERSIONS_DAYS))
                .expiration(marks -> marks.expiredObjectDeleteMarker(true))
                .build();
    }

    private static void unlessUntold(Runnable call) {
        try {
            call.run();
        } catch (S3Exception e) {
            if (!isUntold(e)) {
                throw e;
            }
        }
    }
}
