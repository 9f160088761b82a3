package dev.vitrine.store.aws;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/// Signs the SHA-256 that a request carries as its checksum, instead of reading and hashing the same bytes a second
/// time for the signature.
///
/// The checksum is a signed header, and the server compares it with the bytes that arrive, so nothing is left unsigned.
/// It matters without TLS only, where the SDK hashes every body; there it also sends the body as it is instead of in
/// signed chunks.
final class ChecksumSigner implements AwsV4HttpSigner {
    private static final String CHECKSUM = "x-amz-checksum-sha256";

    private final AwsV4HttpSigner usual = AwsV4HttpSigner.create();

    /// The usual scheme of S3, with this signer.
    static AwsV4AuthScheme scheme() {
        var signer = new ChecksumSigner();
        return new AwsV4AuthScheme() {
            @Override
            public String schemeId() {
                return SCHEME_ID;
            }

            @Override
            public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
                return providers.identityProvider(AwsCredentialsIdentity.class);
            }

            @Override
            public AwsV4HttpSigner signer() {
                return signer;
            }
        };
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        if (request.payload().isEmpty() || !carriesChecksum(request.request())) {
            return usual.sign(request);
        }
        SignedRequest signed = usual.sign(withoutBody(request));
        return SignedRequest.builder()
                .request(signed.request())
                .payload(request.payload().get())
                .build();
    }

    private static boolean carriesChecksum(SdkHttpRequest request) {
        return request.firstMatchingHeader(CHECKSUM).isPresent();
    }

    private static <I extends AwsCredentialsIdentity> SignRequest<I> withoutBody(SignRequest<I> request) {
        return request.copy(copy -> copy.payload(null)
                .putProperty(PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(CHUNK_ENCODING_ENABLED, false));
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return usual.signAsync(request);
    }
}
