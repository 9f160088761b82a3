package dev.vitrine.store.aws;

import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.PayloadChecksumStore;
import software.amazon.awssdk.http.auth.spi.signer.SdkInternalHttpSignerProperty;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/// Signs the SHA-256 that a request carries as its checksum, instead of reading and hashing the same bytes a second
/// time for the signature.
///
/// It goes along twice: as the checksum, which S3 keeps, and as the hash of the signed body, which every server
/// compares with the bytes that arrive; older ones do not know the checksum. The body is sent as it is, also
/// without TLS, where the SDK would send it in signed chunks.
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
        Optional<String> checksum = request.request().firstMatchingHeader(CHECKSUM);
        if (request.payload().isEmpty() || checksum.isEmpty()) {
            return usual.sign(request);
        }
        SignedRequest signed =
                usual.sign(withoutBody(request, Base64.getDecoder().decode(checksum.get())));
        return SignedRequest.builder()
                .request(signed.request())
                .payload(request.payload().get())
                .build();
    }

    /// The SDK puts a checksum that it finds in the store into both headers, unless one of them is there.
    private static <I extends AwsCredentialsIdentity> SignRequest<I> withoutBody(
            SignRequest<I> request, byte[] sha256) {
        PayloadChecksumStore known = PayloadChecksumStore.create();
        known.putChecksumValue(DefaultChecksumAlgorithm.SHA256, sha256);
        SdkHttpRequest bare =
                request.request().toBuilder().removeHeader(CHECKSUM).build();
        return request.copy(copy -> copy.request(bare)
                .payload(null)
                .putProperty(PAYLOAD_SIGNING_ENABLED, true)
                .putProperty(CHUNK_ENCODING_ENABLED, false)
                .putProperty(CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.SHA256)
                .putProperty(SdkInternalHttpSignerProperty.CHECKSUM_STORE, known));
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return usual.signAsync(request);
    }
}
