package dev.vitrine.connection;

import dev.vitrine.store.AwsKeys;
import java.util.Optional;

/// A library that can be opened: a place with a name, and the keys typed for it in this run.
///
/// @param name as saved; `""` for one that is not saved: the local library, or what the environment asks for
/// @param keysRequired it lives on typed keys, and none were typed in this run
public record Connection(String name, ConnectionProfile profile, Optional<AwsKeys> keys, boolean keysRequired) {
    public Connection(String name, ConnectionProfile profile, Optional<AwsKeys> keys) {
        this(name, profile, keys, false);
    }

    public boolean isLocal() {
        return profile instanceof ConnectionProfile.Local;
    }

    /// For people: where it is, without its name.
    public String place() {
        return switch (profile) {
            case ConnectionProfile.Local(var folder) -> folder.toString();
            case ConnectionProfile.Cloud(var settings) -> settings.bucket() + " · " + settings.place();
        };
    }

    /// What to call it: its name, or that of its folder or bucket.
    public String label() {
        return name.isEmpty() ? profile.name() : name;
    }
}
