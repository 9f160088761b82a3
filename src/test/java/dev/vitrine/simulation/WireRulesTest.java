package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.store.aws.DirectClients;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class WireRulesTest {
    private static final URI BUCKET = URI.create("http://localhost/" + DirectClients.SETTINGS.bucket() + "/");

    @ParameterizedTest
    @CsvSource({
        "PUT,    alice/image,                             false",
        "PUT,    alice/image?partNumber=1&uploadId=2,     true",
        "DELETE, alice/image,                             true",
        "PUT,    .vitrine/thumb/512/image.jpg,            true",
        "PUT,    .vitrine/albums/sea.json,                false",
        "DELETE, .vitrine/albums/sea.json,                false",
        "GET,    .vitrine/albums/sea.json,                true"
    })
    void whatIsNeverReplacedBlindly(SdkHttpMethod method, String path, boolean isAllowed) {
        var request = SdkHttpRequest.builder().method(method).uri(BUCKET.resolve(path));
        assertEquals(isAllowed, isAllowed(request.build()));
    }

    @Test
    void anOriginalIsWrittenWhereNothingIs() {
        var request = SdkHttpRequest.builder().method(SdkHttpMethod.PUT).uri(BUCKET.resolve("alice/image"));
        assertEquals(true, isAllowed(request.putHeader("If-None-Match", "*").build()));
    }

    private static boolean isAllowed(SdkHttpRequest request) {
        return WireRules.broken(HttpExecuteRequest.builder().request(request).build())
                .isEmpty();
    }
}
