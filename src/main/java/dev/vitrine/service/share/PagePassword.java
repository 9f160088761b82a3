package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// What a page is locked with. A server that only keeps files checks no password: the copies and what is said of them
/// are encrypted, and the browser of whoever knows it decrypts them.
public final class PagePassword {
    /// What OWASP recommends for PBKDF2 with HMAC-SHA256 (Password Storage Cheat Sheet).
    static final int ROUNDS = 600_000;

    static final int SALT_BYTES = 16;
    static final int NONCE_BYTES = 12;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    public static final int SHORTEST = 8;

    /// As Crockford has it: no letter looks like a digit.
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int GENERATED_LETTERS = 16;
    private static final int GROUP = 4;

    private final char[] password;

    /// @throws ImageException.Invalid when it is too short
    public PagePassword(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new ImageException.Invalid(
                    "The password of a page has at least 8 characters: whoever has the link can try any number of them.");
        }
        // One keyboard writes “é” as one character, another as two.
        this.password = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
    }

    /// Of 80 bits, in groups to be read out: nobody tries all of them.
    public static String generated() {
        byte[] chance = World.here().unguessable(GENERATED_LETTERS);
        var password = new StringBuilder();
        for (int i = 0; i < chance.length; i++) {
            password.append(i > 0 && i % GROUP == 0 ? "-" : "")
                    .append(LETTERS.charAt(Math.floorMod(chance[i], LETTERS.length())));
        }
        return password.toString();
    }

    /// A key for one page. Takes a moment, on purpose.
    Seal seal() {
        byte[] salt = World.here().unguessable(SALT_BYTES);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password, salt, ROUNDS, KEY_BITS))
                    .getEncoded();
            return new Seal(new SecretKeySpec(key, "AES"), salt);
        } catch (GeneralSecurityException e) {
            throw unknown(e);
        }
    }

    /// Encrypts what is on one page, each piece with a nonce of its own. From any thread.
    static final class Seal {
        private final SecretKeySpec key;
        private final byte[] salt;

        private Seal(SecretKeySpec key, byte[] salt) {
            this.key = key;
            this.salt = salt;
        }

        /// What the key is made with, beside the password.
        byte[] salt() {
            return salt.clone();
        }

        /// The nonce, and behind it what AES-GCM makes of the bytes. Of the thousand nonces
        /// of a page, no two are
        /// the same but once in 2^76 pages.
        byte[] sealed(byte[] clear) {
            byte[] nonce = World.here().unguessable(NONCE_BYTES);
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
                byte[] encrypted = cipher.doFinal(clear);
                return ByteBuffer.allocate(nonce.length + encrypted.length)
                        .put(nonce)
                        .put(encrypted)
                        .array();
            } catch (GeneralSecurityException e) {
                throw unknown(e);
            }
        }
    }

    private static IllegalStateException unknown(GeneralSecurityException e) {
        return new IllegalStateException("every Java has AES-GCM and PBKDF2", e);
    }
}
