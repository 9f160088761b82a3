package dev.vitrine.store.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/// Proof that a request for keys comes from whoever signed in (RFC 9449): a key on the curve P-256 that never leaves
/// this machine signs it.
///
/// @param point the public key, its two coordinates of 32 bytes
record Dpop(PrivateKey key, byte[] point) {
    private static final int COORDINATE = 32;
    private static final String CURVE = "secp256r1";
    private static final String BEGIN = "-----BEGIN EC PRIVATE KEY-----\n";
    private static final String END = "\n-----END EC PRIVATE KEY-----\n";
    /// RFC 5915 in DER, before the private key, before the public one.
    private static final byte[] BEFORE_KEY = HexFormat.of().parseHex("30770201010420");
    private static final byte[] BEFORE_POINT = HexFormat.of().parseHex("a00a06082a8648ce3d030107a14403420004");

    static Dpop made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            KeyPair pair = generator.generateKeyPair();
            var open = ((ECPublicKey) pair.getPublic()).getW();
            return new Dpop(pair.getPrivate(), joined(fixed(open.getAffineX()), fixed(open.getAffineY())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /// @param pem as [#pem] or the AWS CLI wrote it: the public key is its end
    /// @throws IOException when it is no such key
    static Dpop of(String pem) throws IOException {
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            if (der.length < BEFORE_KEY.length + 3 * COORDINATE || der[BEFORE_KEY.length - 1] != COORDINATE) {
                throw new IOException("not a key on P-256");
            }
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec(CURVE));
            var secret = new BigInteger(1, der, BEFORE_KEY.length, COORDINATE);
            var spec = new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class));
            var point = new byte[2 * COORDINATE];
            System.arraycopy(der, der.length - point.length, point, 0, point.length);
            return new Dpop(KeyFactory.getInstance("EC").generatePrivate(spec), point);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not a key on P-256", e);
        }
    }

    /// As the AWS CLI and the SDKs read it.
    String pem() {
        byte[] der = joined(BEFORE_KEY, fixed(((ECPrivateKey) key).getS()), BEFORE_POINT, point);
        return BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + END;
    }

    /// @param id that no other proof has
    String proof(URI address, Instant now, String id) {
        byte[] x = new byte[COORDINATE];
        byte[] y = new byte[COORDINATE];
        System.arraycopy(point, 0, x, 0, COORDINATE);
        System.arraycopy(point, COORDINATE, y, 0, COORDINATE);
        var open = Map.of("kty", "EC", "crv", "P-256", "x", base64(x), "y", base64(y));
        String signed = json(Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", open)) + "."
                + json(Map.of("htm", "POST", "htu", address.toString(), "iat", now.getEpochSecond(), "jti", id));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with P-256", e);
        }
    }

    /// Without padding, for addresses and tokens.
    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String json(Map<String, Object> fields) {
        try {
            return base64(TokenFile.JSON.writeValueAsBytes(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fixed(BigInteger number) {
        byte[] digits = number.toByteArray();
        var fixed = new byte[COORDINATE];
        int length = Math.min(digits.length, COORDINATE);
        System.arraycopy(digits, digits.length - length, fixed, COORDINATE - length, length);
        return fixed;
    }

    private static byte[] joined(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
