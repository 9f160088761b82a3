package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.MadeCertificate;
import dev.vitrine.cloud.MadeCertificate.Wish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {
    private final MadeCertificate one = MadeCertificate.selfSigned(Wish.of("one", "127.0.0.1"));
    private final MadeCertificate other = MadeCertificate.selfSigned(Wish.of("two", "127.0.0.1"));

    @TempDir
    private Path folder;

    @Test
    void aBundleIsReadOnce() throws Exception {
        Path bundle = bundle(one);
        assertSame(TrustedAuthorities.withBundle(bundle), TrustedAuthorities.withBundle(bundle));
    }

    /// As `cp -p` does, or a link that leads elsewhere.
    @Test
    void aBundleThatWasReplacedByOneOfItsTimeIsReadAgain() throws Exception {
        assertTrue(accepted(bundle(one)).contains(one.certificate()));
        List<X509Certificate> now = accepted(bundle(other));
        assertTrue(now.contains(other.certificate()));
        assertFalse(now.contains(one.certificate()));
    }

    private Path bundle(MadeCertificate trusted) throws Exception {
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(trusted.certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        Path bundle = Files.writeString(folder.resolve("ca.pem"), pem + "\n".repeat(2000 - pem.length()));
        return Files.setLastModifiedTime(bundle, FileTime.from(Instant.EPOCH));
    }

    private static List<X509Certificate> accepted(Path bundle) throws Exception {
        return Arrays.asList(TrustedAuthorities.withBundle(bundle).getAcceptedIssuers());
    }
}
