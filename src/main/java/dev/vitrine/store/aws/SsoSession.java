package dev.vitrine.store.aws;

import dev.vitrine.files.NamedHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/// Where an AWS profile signs in by a browser.
///
/// @param name of the `sso-session`, `""` for a profile of the former form
/// @param scopes to be asked for; none for a profile of the former form, whose tokens cannot be renewed
record SsoSession(String name, String startUrl, String region, List<String> scopes) {
    private static final String SCOPE = "sso:account:access";

    /// @return empty for a profile that signs in otherwise
    static Optional<SsoSession> of(String profile, ProfileFile file) {
        return file.profile(profile).flatMap(found -> of(found, file));
    }

    private static Optional<SsoSession> of(Profile profile, ProfileFile file) {
        Optional<String> session = profile.property("sso_session");
        if (session.isEmpty()) {
            return whole("", profile, List.of());
        }
        return file.getSection("sso-session", session.get())
                .flatMap(section -> whole(
                        session.get(),
                        section,
                        Stream.of(section.property("sso_registration_scopes")
                                        .orElse(SCOPE)
                                        .split(","))
                                .map(String::strip)
                                .toList()));
    }

    private static Optional<SsoSession> whole(String name, Profile section, List<String> scopes) {
        return section.property("sso_start_url")
                .flatMap(
                        url -> section.property("sso_region").map(region -> new SsoSession(name, url, region, scopes)));
    }

    /// Where the AWS CLI and every SDK look for its token.
    Path token(Path cache) {
        return cache.resolve(NamedHash.of(name.isEmpty() ? startUrl : name) + ".json");
    }
}
