package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.ImageException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    private static final Map<String, String> PROXIES =
            Map.of("HTTPS_PROXY", "http://secure:3128", "HTTP_PROXY", "plain:8080");

    private static String proxy(Map<String, String> environment, String address) {
        return Network.of(environment)
                .proxy(URI.create(address))
                .map(proxy -> ((InetSocketAddress) proxy.address()).getHostString() + ":"
                        + ((InetSocketAddress) proxy.address()).getPort())
                .orElse("");
    }

    @Test
    void eachSchemeHasItsOwnProxy() {
        assertEquals("secure:3128", proxy(PROXIES, "https://s3.example.org"));
        assertEquals("plain:8080", proxy(PROXIES, "http://s3.example.org"));
        assertEquals("", proxy(Map.of("HTTP_PROXY", "http://plain:8080"), "https://s3.example.org"));
        assertEquals("small:1", proxy(Map.of("https_proxy", "small:1"), "https://s3.example.org"));
        assertEquals("secure:443", proxy(Map.of("HTTPS_PROXY", "https://secure"), "https://s3.example.org"));
        assertEquals("", proxy(Map.of("HTTPS_PROXY", ""), "https://s3.example.org"));
    }

    @Test
    void whatIsNoProxyIsSaid() {
        assertThrows(
                ImageException.Invalid.class,
                () -> proxy(Map.of("HTTPS_PROXY", "http://a b"), "https://s3.example.org"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org | https://s3.example.org | true",
                ".example.org | https://s3.example.org | true",
                "*.example.org | https://s3.example.org | true",
                "EXAMPLE.org | https://example.ORG | true",
                "ample.org | https://example.org | false",
                "* | https://s3.example.org | true",
                "a, example.org | https://s3.example.org | true",
                "s3.example.org:443 | https://s3.example.org | true",
                "s3.example.org:8443 | https://s3.example.org | false",
                "10.0.0.0/8 | https://10.1.2.3:9000 | true",
                "10.0.0.0/8 | https://11.1.2.3:9000 | false",
                "192.168.1.10 | https://192.168.1.10 | true",
                "192.168.1.1 | https://192.168.1.10 | false",
                "fd00::/8 | https://[fd00::1]:9000 | true",
                "[fd00::1]:9000 | https://[fd00::1]:9000 | true",
                "0.0.0.0/0 | https://s3.example.org | false",
                "'' | https://127.0.0.1:4566 | true",
                "'' | https://localhost:4566 | true",
                "'' | https://s3.example.org | false"
            })
    void someServersAreReachedWithoutAProxy(String listed, URI address, boolean without) {
        assertEquals(without, NoProxy.of(listed).covers(address));
        var environment = Map.of("HTTPS_PROXY", "http://secure:3128", "NO_PROXY", listed);
        assertEquals(without, proxy(environment, address.toString()).isEmpty());
    }

    @Test
    void certificatesThatCannotBeReadAreNamed() {
        var e = assertThrows(ImageException.Invalid.class, () -> Network.of(Map.of("AWS_CA_BUNDLE", "/none/ca.pem")));
        assertEquals(Optional.of(true), Optional.of(e.getMessage().contains("/none/ca.pem")));
    }
}
