package dev.vitrine.connection;

import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.util.Optional;

/// A library that can be opened: a place with a name, and the keys typed for it in this run.
///
/// @param name as saved; `""` for one that is not saved: the local library, or what the environment asks for
/// @param keysRequired it lives on typed keys, and none were typed in this run, nor found in a key ring
/// @param keysKept its keys are in this computer's key ring, by somebody's choice
public record Connection(
        String name, ConnectionProfile profile, Optional<AwsKeys> keys, boolean keysRequired, boolean keysKept) {
    public Connection(String name, ConnectionProfile profile, Optional<AwsKeys> keys) {
        this(name, profile, keys, false);
    }

    public Connection(String name, ConnectionProfile profile, Optional<AwsKeys> keys, boolean keysRequired) {
        this(name, profile, keys, keysRequired, false);
    }

    /// What to sign with; empty for what the AWS profile or the environment names. Every front door takes them from
    /// here: keys found on this machine never take the place of typed ones.
    public Optional<AwsKeys> signingKeys() {
        return keysRequired ? Optional.of(AwsKeys.NOT_TYPED) : keys;
    }

    /// The same place with the keys that the AWS profile or the environment names, because a person asked for it.
    public Connection withFoundKeys() {
        return new Connection(name, profile, Optional.empty());
    }

    /// The same place, whose server may show a certificate with this fingerprint.
    ///
    /// @throws ImageException.Invalid when it is none
    public Connection trusting(String fingerprint) {
        return profile instanceof ConnectionProfile.Cloud(AwsSettings settings)
                ? new Connection(
                        name,
                        new ConnectionProfile.Cloud(settings.trusting(AwsSettings.ANY_SERVER, fingerprint)),
                        keys,
                        keysRequired,
                        keysKept)
                : this;
    }

    public boolean isLocal() {
        return profile instanceof ConnectionProfile.Local;
    }

    /// For people: where it is, without its name, or why it cannot be used.
    public String place() {
        return switch (profile) {
            case ConnectionProfile.Local(var folder) -> folder.toString();
            case ConnectionProfile.Cloud(var settings) -> settings.bucket() + " · " + settings.place();
            case ConnectionProfile.Unusable unusable -> unusable.reason();
        };
    }

    /// Why it cannot be opened as it is saved; empty for one that can be tried.
    public Optional<String> problem() {
        return profile instanceof ConnectionProfile.Unusable unusable
                ? Optional.of(unusable.reason())
                : Optional.empty();
    }

    /// What to call it: its name, or that of its folder or bucket.
    public String label() {
        return name.isEmpty() ? profile.name() : name;
    }
}
