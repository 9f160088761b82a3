package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/// What this machine knows of a person's accounts at AWS, shared with the AWS CLI and every SDK.
///
/// @param profiles the configuration as it is now
/// @param ssoCache where tokens of IAM Identity Center are kept
/// @param loginCache where the keys of `aws login` are kept
record AccountFiles(ProfileFileSupplier profiles, Path ssoCache, Path loginCache, Map<String, String> environment) {

    /// Those of the person whose program this is.
    static AccountFiles usual() {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(UserHomeDirectoryUtils.userHomeDirectory(), ".aws");
        String login = environment.getOrDefault("AWS_LOGIN_CACHE_DIRECTORY", "");
        return new AccountFiles(
                ProfileFileSupplier.defaultSupplier(),
                home.resolve("sso").resolve("cache"),
                login.isBlank() ? home.resolve("login").resolve("cache") : Path.of(login),
                environment);
    }

    /// The one that a connection names, else the one that the environment names.
    AwsProfile profile(AwsSettings settings) {
        String name = settings.awsProfile().isBlank()
                ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow()
                : settings.awsProfile();
        return new AwsProfile(name, profiles.get());
    }

    /// Whether profile or environment may lead to other servers than those of AWS. A section of services counts as
    /// that.
    boolean nameServers(AwsSettings settings) {
        AwsProfile profile = profile(settings);
        return Stream.of("endpoint_url", "services")
                        .anyMatch(name -> profile.property(name).isPresent())
                || environment.keySet().stream().anyMatch(name -> name.startsWith("AWS_ENDPOINT_URL"));
    }

    /// Whatever is nearest to the connection counts: its own, that of its profile, that of the environment. Empty
    /// for what the SDK finds.
    Optional<String> region(AwsSettings settings) {
        Optional<String> ofProfile = profile(settings).property("region");
        Stream<String> ofEnvironment =
                Stream.of("AWS_REGION", "AWS_DEFAULT_REGION").map(name -> environment.getOrDefault(name, ""));
        boolean isChosen = !settings.awsProfile().isBlank();
        return Stream.of(
                        Stream.of(settings.region()),
                        ofProfile.stream().filter(_ -> isChosen),
                        ofEnvironment,
                        ofProfile.stream())
                .flatMap(found -> found)
                .map(String::strip)
                .filter(found -> !found.isEmpty())
                .findFirst();
    }
}
