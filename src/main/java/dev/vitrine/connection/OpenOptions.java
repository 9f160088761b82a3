package dev.vitrine.connection;

import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.store.AwsKeys;
import java.util.Optional;

/// Which library to open, and how.
///
/// @param keys typed for the running program, for a cloud library; empty for those that the AWS profile or the
///   environment names
/// @param follows keeps the catalog of a cloud library like its tables; otherwise rows are read from the tables,
///   and the catalog may be empty or old
/// @param scope which images of a cloud library are kept on this machine from now on; empty for those that were
///   chosen before, which are all where nobody chose
public record OpenOptions(
        ConnectionProfile profile,
        AppFolders folders,
        Optional<AwsKeys> keys,
        boolean follows,
        Optional<MirrorScope> scope) {
    public static OpenOptions of(ConnectionProfile profile, AppFolders folders, Optional<AwsKeys> keys) {
        return new OpenOptions(profile, folders, keys, true, Optional.empty());
    }

    public static OpenOptions of(Connection connection, AppFolders folders) {
        return of(connection.profile(), folders, connection.signingKeys());
    }

    /// For a program that asks a few things and ends: nothing is mirrored or followed. Searching and counting is
    /// only for a local library then; a cloud library is listed by [dev.vitrine.service.ImageService#list].
    public OpenOptions direct() {
        return new OpenOptions(profile, folders, keys, false, scope);
    }

    public OpenOptions reading(Optional<MirrorScope> chosen) {
        return new OpenOptions(profile, folders, keys, follows, chosen);
    }
}
