package dev.vitrine.cloud;

import dev.vitrine.Unchecked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for tests, with its key and those that lead to it, written byte by byte (RFC 5280).
public record MadeCertificate(X509Certificate certificate, KeyPair keys, List<X509Certificate> chain) {
    /// @param names DNS names, or IPv4 addresses; none for a certificate that has only a subject
    /// @param authority whether it may sign others
    /// @param use `serverAuth`, `clientAuth` or `""`
    public record Wish(
            String subject,
            List<String> names,
            Instant notBefore,
            Instant notAfter,
            boolean authority,
            String use,
            Algorithm algorithm) {
        public static Wish of(String subject, String... names) {
            Instant now = Instant.now();
            return new Wish(
                    subject,
                    List.of(names),
                    now.minusSeconds(86_400),
                    now.plusSeconds(86_400),
                    false,
                    "",
                    Algorithm.EC);
        }

        public Wish asAuthority() {
            return new Wish(subject, names, notBefore, notAfter, true, use, algorithm);
        }

        public Wish valid(Instant from, Instant to) {
            return new Wish(subject, names, from, to, authority, use, algorithm);
        }

        public Wish only(String requested) {
            return new Wish(subject, names, notBefore, notAfter, authority, requested, algorithm);
        }

        public Wish by(Algorithm requested) {
            return new Wish(subject, names, notBefore, notAfter, authority, use, requested);
        }
    }

    public enum Algorithm {
        EC("EC", 256, "SHA256withECDSA", "300a06082a8648ce3d040302"),
        RSA("RSA", 2048, "SHA256withRSA", "300d06092a864886f70d01010b0500"),
        MD5("RSA", 2048, "MD5withRSA", "300d06092a864886f70d0101040500");

        private final String key;
        private final int bits;
        private final String signature;
        private final byte[] der;

        Algorithm(String key, int bits, String signature, String der) {
            this.key = key;
            this.bits = bits;
            this.signature = signature;
            this.der = HexFormat.of().parseHex(der);
        }
    }

    public static MadeCertificate selfSigned(Wish wish) {
        return made(wish, Optional.empty());
    }

    /// Its chain has what leads to the issuer, without an issuer that signed itself.
    public MadeCertificate sign(Wish wish) {
        return made(wish, Optional.of(this));
    }

    /// The same, shown without what leads to it.
    public MadeCertificate alone() {
        return new MadeCertificate(certificate, keys, List.of(certificate));
    }

    public String fingerprint() {
        return Unchecked.get(() -> HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
    }

    public String pem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /// Of a server that shows it.
    public SSLContext server() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("server", keys.getPrivate(), new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MadeCertificate made(Wish wish, Optional<MadeCertificate> issuer) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(wish.algorithm().key);
            generator.initialize(wish.algorithm().bits);
            KeyPair keys = generator.generateKeyPair();
            KeyPair signing = issuer.map(MadeCertificate::keys).orElse(keys);
            Algorithm algorithm = signing.getPublic().getAlgorithm().equals("EC")
                    ? Algorithm.EC
                    : wish.algorithm() == Algorithm.EC ? Algorithm.RSA : wish.algorithm();
            byte[] issuerName = issuer.map(
                            by -> by.certificate().getSubjectX500Principal().getEncoded())
                    .orElse(name(wish.subject()));
            byte[] body = sequence(
                    tagged(0xa0, HexFormat.of().parseHex("020102")),
                    new byte[] {2, 8, 1, 2, 3, 4, 5, 6, 7, (byte) (System.nanoTime() & 0x7f)},
                    algorithm.der,
                    issuerName,
                    sequence(time(wish.notBefore()), time(wish.notAfter())),
                    name(wish.subject()),
                    keys.getPublic().getEncoded(),
                    tagged(0xa3, sequence(extensions(wish))));
            Signature signature = Signature.getInstance(algorithm.signature);
            signature.initSign(signing.getPrivate());
            signature.update(body);
            byte[] bits = join(new byte[] {0}, signature.sign());
            byte[] whole = sequence(body, algorithm.der, tagged(3, bits));
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
            var chain = new ArrayList<X509Certificate>(List.of(certificate));
            issuer.ifPresent(by -> by.chain().stream()
                    .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                    .forEach(chain::add));
            return new MadeCertificate(certificate, keys, chain);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] extensions(Wish wish) throws IOException {
        byte[] names = new byte[0];
        for (String each : wish.names()) {
            boolean isAddress = each.matches("[\\d.]+");
            names = join(
                    names,
                    isAddress
                            ? tagged(0x87, InetAddress.getByName(each).getAddress())
                            : tagged(0x82, each.getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] all = wish.names().isEmpty() ? new byte[0] : extension("0603551d11", sequence(names));
        if (wish.authority()) {
            all = join(all, extension("0603551d13", HexFormat.of().parseHex("30030101ff")));
        }
        if (!wish.use().isEmpty()) {
            String oid = wish.use().equals("clientAuth") ? "06082b06010505070302" : "06082b06010505070301";
            all = join(all, extension("0603551d25", sequence(HexFormat.of().parseHex(oid))));
        }
        return all.length == 0 ? extension("0603551d13", HexFormat.of().parseHex("3000")) : all;
    }

    private static byte[] extension(String oid, byte[] value) {
        return sequence(HexFormat.of().parseHex(oid), tagged(4, value));
    }

    private static byte[] name(String common) {
        byte[] attribute =
                sequence(HexFormat.of().parseHex("0603550403"), tagged(0x0c, common.getBytes(StandardCharsets.UTF_8)));
        return sequence(tagged(0x31, attribute));
    }

    private static byte[] time(Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return tagged(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, join(parts));
    }

    private static byte[] tagged(int tag, byte[] content) {
        byte[] length = content.length < 0x80
                ? new byte[] {(byte) content.length}
                : longLength(BigInteger.valueOf(content.length).toByteArray());
        return join(new byte[] {(byte) tag}, length, content);
    }

    private static byte[] longLength(byte[] big) {
        byte[] digits = big[0] == 0 ? java.util.Arrays.copyOfRange(big, 1, big.length) : big;
        return join(new byte[] {(byte) (0x80 | digits.length)}, digits);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
