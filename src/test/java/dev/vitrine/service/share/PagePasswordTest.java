package dev.vitrine.service.share;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.image.ImageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagePasswordTest {
    private static final String PASSWORD = "blå himmel";

    @TempDir
    private Path library;

    @TempDir
    private Path scratch;

    private final Map<String, byte[]> keys = new HashMap<>();

    @Test
    void withoutThePasswordAPageTellsNothingOfWhatIsOnIt() throws Exception {
        var store = new ShareFixture(library);
        CreatedPage made = store.links(scratch)
                .pages()
                .make(
                        List.of(store.stored("1", "Secret beach"), store.stored("2", "Secret harbor")),
                        new PageRequest(
                                "Secret summer",
                                Duration.ofDays(1),
                                PageRequest.USUAL,
                                Locale.ENGLISH,
                                Optional.of(new PagePassword(PASSWORD)),
                                "alice"),
                        (_, _) -> true);
        String at = ".vitrine/shared/" + made.page().id() + "/";
        String html = new String(store.copies.get(at + "index.html"), StandardCharsets.UTF_8);
        for (String reported : List.of("Secret", "large/", "small/", "signed", "images</", "alice")) {
            assertFalse(html.contains(reported), reported);
        }
        assertTrue(html.contains(" connect-src https://bucket.example;"), html);
        byte[] salt = data(html, "salt");
        JsonNode page = new ObjectMapper().readTree(opened(PASSWORD, salt, data(html, "payload")));
        assertEquals("Secret summer", page.get("title").asText());
        assertEquals("Secret harbor", page.get("images").get(1).get("title").asText());
        assertTrue(page.get("images").get(1).get("large").asText().contains(at + "large/2"));

        byte[] copy = opened(PASSWORD, salt, store.copies.get(at + "large/1"));
        assertEquals((byte) 0xFF, copy[0]);
        assertEquals((byte) 0xD8, copy[1]);
        assertThrows(AEADBadTagException.class, () -> opened("blå himmelx", salt, data(html, "payload")));
        var nonces = new HashSet<String>();
        for (String name : List.of("large/1", "small/1", "large/2", "small/2")) {
            assertTrue(nonces.add(Arrays.toString(Arrays.copyOf(store.copies.get(at + name), 12))), name);
        }
    }

    @Test
    void aPasswordIsTheSameHoweverItsAccentsAreTypedAndItsKeyNeverIs() throws Exception {
        PagePassword.Seal seal = new PagePassword("bla\u030a himmel").seal();
        byte[] clear = "x".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(clear, opened(PASSWORD, seal.salt(), seal.sealed(clear)));
        assertFalse(Arrays.equals(seal.salt(), new PagePassword(PASSWORD).seal().salt()));
    }

    @Test
    void aPasswordThatIsSoonGuessedIsRefusedAndNoneIsEverWrittenOut() {
        assertThrows(ImageException.Invalid.class, () -> new PagePassword("1234567"));
        assertFalse(new PagePassword(PASSWORD).toString().contains(PASSWORD));
    }

    private static byte[] data(String html, String name) {
        Matcher found = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(html);
        assertTrue(found.find(), name);
        return Base64.getDecoder().decode(found.group(1));
    }

    /// As a browser does it, which makes the key once for a page.
    private byte[] opened(String password, byte[] salt, byte[] sealed) throws GeneralSecurityException {
        String made = password + Arrays.toString(salt);
        if (!keys.containsKey(made)) {
            keys.put(
                    made,
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 600_000, 256))
                            .getEncoded());
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(keys.get(made), "AES"),
                new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
        return cipher.doFinal(sealed, 12, sealed.length - 12);
    }
}
