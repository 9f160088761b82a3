package dev.vitrine.store.aws;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The names and addresses that a certificate is for (RFC 6125; without any, the common name, as Java does), to say
/// whether another one was asked for.
record CertificateNames(List<String> names) {
    static CertificateNames of(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives =
                    Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.of());
            String common = certificate.getSubjectX500Principal().getName();
            return new CertificateNames(
                    alternatives.isEmpty()
                            ? List.of(common.replaceFirst("(?s).*?CN=([^,]*).*", "$1")
                                    .toLowerCase(Locale.ROOT))
                            : alternatives.stream()
                                    .map(each -> String.valueOf(each.get(1)).toLowerCase(Locale.ROOT))
                                    .toList());
        } catch (CertificateParsingException _) {
            return new CertificateNames(List.of());
        }
    }

    boolean cover(String host) {
        String asked = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        int dot = asked.indexOf('.');
        String whole = dot < 0 ? asked : "*" + asked.substring(dot);
        return names.contains(asked) || names.contains(whole);
    }
}
