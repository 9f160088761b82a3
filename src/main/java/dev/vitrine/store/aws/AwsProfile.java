package dev.vitrine.store.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/// A profile of the AWS configuration, which may lead to others.
record AwsProfile(String name, ProfileFile file) {
    Optional<Profile> section() {
        return file.profile(name);
    }

    Optional<String> property(String key) {
        return section().flatMap(found -> found.property(key)).filter(value -> !value.isBlank());
    }

    /// Whose keys it takes, to become what it is; one may name itself.
    Optional<AwsProfile> source() {
        return property("source_profile").map(other -> new AwsProfile(other, file));
    }

    /// This one and those that it leads to.
    List<AwsProfile> chain() {
        Map<String, AwsProfile> chain = new LinkedHashMap<>();
        for (Optional<AwsProfile> next = Optional.of(this);
                next.isPresent() && chain.putIfAbsent(next.get().name(), next.get()) == null; ) {
            next = next.get().source();
        }
        return List.copyOf(chain.values());
    }

    /// The device whose code its role wants.
    Optional<String> device() {
        return property("role_arn").isPresent() ? property("mfa_serial") : Optional.empty();
    }

    Optional<SsoSession> sso() {
        return SsoSession.of(name, file);
    }

    /// Who signed in by `aws login`.
    Optional<String> login() {
        return sso().isPresent() || property("role_arn").isPresent() ? Optional.empty() : property("login_session");
    }

    /// True when a device is asked for a code, for this one or one that it leads to.
    boolean wantsCode() {
        return chain().stream().anyMatch(each -> each.device().isPresent());
    }

    /// What to type for it in a terminal; empty where nobody signs in.
    Optional<String> command() {
        return chain().stream()
                .flatMap(each -> Stream.concat(
                        each.sso().stream().map(_ -> "aws sso login --profile " + each.name()),
                        each.login().stream().map(_ -> "aws login --profile " + each.name())))
                .findFirst();
    }
}
