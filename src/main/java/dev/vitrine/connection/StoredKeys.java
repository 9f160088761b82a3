package dev.vitrine.connection;

import dev.vitrine.connection.keyring.KeyRing;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keys of connections in the key ring of this computer, each for one name and one place: a connection that was led
/// elsewhere, by whatever changed its file, does not take its keys there.
///
/// Blocks, perhaps until a person has unlocked the key ring. Any thread.
record StoredKeys(Optional<KeyRing> ring) {
    private static final System.Logger LOG = System.getLogger(StoredKeys.class.getName());

    boolean canKeep() {
        return ring.filter(KeyRing::isThere).isPresent();
    }

    /// @throws ImageException when they are not kept
    void keep(String account, AwsKeys keys) {
        there().keep(account, text(keys));
    }

    /// Empty also when the key ring is locked, or gone, or holds something else.
    Optional<AwsKeys> find(String account) {
        try {
            return ring.flatMap(there -> there.find(account)).flatMap(StoredKeys::keys);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.INFO, "The keys of {0} stay in the key ring: {1}", account, e.getMessage());
            return Optional.empty();
        }
    }

    /// @throws ImageException when they may still be there
    void forget(String account) {
        there().forget(account);
    }

    private KeyRing there() {
        return ring.orElseThrow(() -> new ImageException.Failed("This computer has no key ring."));
    }

    /// What keys are kept under.
    static String account(String name, AwsSettings settings) {
        return name + " \u00b7 " + settings.bucket() + " \u00b7 " + settings.place() + " \u00b7 "
                + settings.tablePlace();
    }

    /// One word without anything that a program might take for something else.
    private static String text(AwsKeys keys) {
        return Stream.of(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())
                .map(part -> Base64.getEncoder().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
    }

    private static Optional<AwsKeys> keys(String text) {
        try {
            String[] parts = text.split("\\.", -1);
            return parts.length == 3
                    ? Optional.of(new AwsKeys(decoded(parts[0]), decoded(parts[1]), decoded(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not written by this program
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
