package dev.vitrine.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The services of AWS that give out keys (STS, SSO, its OIDC, Sign-In), before a library that takes those keys alone,
/// and only while their session lives.
///
/// Every session signs as the same account and is told apart by its token.
public final class AccountModel implements WireModel {
    public static final String USER = "arn:aws:iam::123456789012:user/alice";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireModel library;
    private final Set<String> living = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private volatile Duration signInLifetime = Duration.ofHours(8);
    private volatile Duration lifetime = Duration.ofHours(1);
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private volatile String code = "000001";
    private volatile String signInToken = "";
    private volatile String who = USER;
    private volatile boolean confirmed;
    private volatile boolean denied;
    private volatile long endsAfter = Long.MAX_VALUE;
    private volatile Runnable end = this::end;
    private volatile Fault fault = Fault.HANGS_UP;
    private final AtomicInteger faults = new AtomicInteger();
    private int given;

    /// What becomes of a request for keys.
    public enum Fault {
        /// After it was accepted, without a word.
        HANGS_UP,
        /// In the middle of its answer.
        BREAKS_OFF,
        /// Its answer never comes.
        STAYS_SILENT,
        BUSY,
        SLOWS_DOWN
    }

    public AccountModel(WireModel library) {
        this.library = library;
    }

    /// What was asked of the services that give out keys, in order.
    public List<String> asked() {
        return asked;
    }

    public void signInsLive(Duration howLong) {
        signInLifetime = howLong;
    }

    public void sessionsLive(Duration howLong) {
        lifetime = howLong;
    }

    /// Nobody gets an answer until then.
    public void answerAfter(CountDownLatch latch) {
        slow = latch;
    }

    public void deny(boolean now) {
        denied = now;
    }

    /// That the device of the person shows now; each works once.
    public String code() {
        return code;
    }

    /// The person has confirmed it in the browser.
    public void confirm() {
        confirmed = true;
    }

    public void signInAs(String other) {
        who = other;
    }

    /// After so many requests to store bytes, everything that was signed in to ends: no key is taken any more, and
    /// none is given before somebody signs in again.
    public void endAfterStoring(int requests) {
        endsAfter = requests;
    }

    /// The keys that were given are taken no more; the sign-in goes on.
    public void endSessions() {
        living.clear();
    }

    /// After so many requests to store bytes the keys that were given are taken no more, and whoever asks for
    /// others meets this fault so many times.
    public void endSessionsAfterStoring(int requests, Fault then, int times) {
        end = () -> {
            fail(then, times);
            endsAfter = Long.MAX_VALUE;
            endSessions();
        };
        endsAfter = requests;
    }

    /// So many of the next requests for keys.
    public void fail(Fault how, int times) {
        fault = how;
        faults.set(times);
    }

    public int faultsLeft() {
        return faults.get();
    }

    private void end() {
        living.clear();
        signInToken = "over";
        confirmed = false;
        endsAfter = Long.MAX_VALUE;
    }

    /// What a browser does with the page of a sign-in, when the person agrees there.
    ///
    /// @return where the page leads to
    public URI agree(URI page) {
        Map<String, String> fields = fields(page.getRawQuery());
        String granted = "code-" + challenges.size();
        challenges.put(granted, fields.getOrDefault("code_challenge", ""));
        return URI.create(fields.get("redirect_uri") + "?state=" + encoded(fields.get("state")) + "&code=" + granted);
    }

    @Override
    public WireAnswer answer(WireRequest request) {
        String type = request.header("content-type").orElse("");
        if (request.path().matches("/?") && type.startsWith("application/x-www-form-urlencoded")) {
            return asked("sts", request, this::assumeRole);
        }
        return switch (request.path()) {
            case "/client/register" ->
                asked(
                        "oidc",
                        request,
                        _ -> json(200, "", """
                    {"clientId":"c","clientSecret":"s","clientSecretExpiresAt":%d}""".formatted(
                                        Instant.now().plusSeconds(7_776_000).getEpochSecond())));
            case "/device_authorization" -> asked("oidc", request, _ -> json(200, "", """
                    {"deviceCode":"d","userCode":"ABCD-EFGH","verificationUri":"https://device.example.org/",
                    "verificationUriComplete":"https://device.example.org/?user_code=ABCD-EFGH",
                    "expiresIn":600,"interval":1}"""));
            case "/token" -> asked("oidc", request, this::ssoToken);
            case "/federation/credentials" -> asked("sso", request, this::roleCredentials);
            case "/v1/token" -> asked("signin", request, this::loginToken);
            default -> ofLibrary(request);
        };
    }

    private interface Service {
        WireAnswer answer(WireRequest request) throws IOException, GeneralSecurityException;
    }

    private WireAnswer asked(String name, WireRequest request, Service service) {
        asked.add(name + " " + request.path() + " " + new String(request.body(), StandardCharsets.UTF_8));
        try {
            slow.await();
            if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return faulty();
            }
            return service.answer(request);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private WireAnswer faulty() throws InterruptedException {
        return switch (fault) {
            case HANGS_UP -> throw new IllegalStateException("hung up");
            case BREAKS_OFF ->
                new WireAnswer(
                        200,
                        Map.of("Content-Type", "application/json"),
                        "{\"accessToken\":".getBytes(StandardCharsets.UTF_8),
                        1_000);
            case STAYS_SILENT -> {
                new CountDownLatch(1).await();
                throw new IllegalStateException("never");
            }
            case BUSY -> json(503, "ServiceUnavailableException", "{}");
            case SLOWS_DOWN -> json(429, "TooManyRequestsException", "{}");
        };
    }

    private WireAnswer ofLibrary(WireRequest request) {
        boolean isDynamo = request.header("x-amz-target").isPresent();
        if (!isDynamo && request.method().equals("PUT")) {
            synchronized (this) {
                if (endsAfter-- == 0) {
                    end.run();
                }
            }
        }
        String token = request.header("x-amz-security-token").orElse("");
        if (token.isEmpty() || living.contains(token)) {
            return library.answer(request);
        }
        return isDynamo
                ? json(
                        400,
                        "",
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ExpiredTokenException\",\"message\":\"The security token included in the request is expired\"}")
                : new WireAnswer(
                        400,
                        Map.of("Content-Type", "application/xml"),
                        "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>"
                                .getBytes(StandardCharsets.UTF_8));
    }

    private synchronized String newSession() {
        String token = "session-" + ++given;
        living.add(token);
        return token;
    }

    private WireAnswer assumeRole(WireRequest request) {
        Map<String, String> fields = fields(new String(request.body(), StandardCharsets.UTF_8));
        if (denied) {
            return sts("AccessDenied", "User: alice is not authorized to perform: sts:AssumeRole");
        }
        if (fields.containsKey("SerialNumber")) {
            if (!code.equals(fields.get("TokenCode"))) {
                return sts("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
            }
            code = "%06d".formatted(Integer.parseInt(code) + 1);
        }
        return new WireAnswer(200, Map.of("Content-Type", "text/xml"), """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>test</AccessKeyId><SecretAccessKey>test</SecretAccessKey>
                <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials></AssumeRoleResult>
                <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>""".formatted(
                        newSession(), Instant.now().plus(lifetime))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static WireAnswer sts(String error, String said) {
        return new WireAnswer(403, Map.of("Content-Type", "text/xml"), """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
                <Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>""".formatted(error, said)
                .getBytes(StandardCharsets.UTF_8));
    }

    private WireAnswer ssoToken(WireRequest request) throws IOException {
        JsonNode asks = JSON.readTree(request.body());
        if (denied) {
            return json(400, "AccessDeniedException", "{\"error\":\"access_denied\"}");
        }
        if (asks.path("grantType").asText().equals("refresh_token")) {
            if (!asks.path("refreshToken").asText().equals(signInToken)) {
                return json(400, "InvalidGrantException", "{\"error\":\"invalid_grant\"}");
            }
        } else if (!confirmed) {
            return json(400, "AuthorizationPendingException", "{\"error\":\"authorization_pending\"}");
        }
        signInToken = "sign-in-" + asked.size();
        return json(
                200,
                "",
                "{\"accessToken\":\"%1$s\",\"tokenType\":\"Bearer\",\"expiresIn\":%2$d,\"refreshToken\":\"%1$s\"}"
                        .formatted(signInToken, signInLifetime.toSeconds()));
    }

    private WireAnswer roleCredentials(WireRequest request) {
        if (denied || !request.header("x-amz-sso_bearer_token").orElse("").equals(signInToken)) {
            return json(401, "UnauthorizedException", "{\"message\":\"Session token not found or invalid\"}");
        }
        return json(
                200,
                "",
                "{\"roleCredentials\":{\"accessKeyId\":\"test\",\"secretAccessKey\":\"test\",\"sessionToken\":\"%s\",\"expiration\":%d}}"
                        .formatted(newSession(), Instant.now().plus(lifetime).toEpochMilli()));
    }

    private WireAnswer loginToken(WireRequest request) throws IOException, GeneralSecurityException {
        JsonNode asks = JSON.readTree(request.body());
        requireProof(request.header("dpop").orElse(""));
        boolean isRenewal = asks.path("grantType").asText().equals("refresh_token");
        boolean isGranted = isRenewal
                ? asks.path("refreshToken").asText().equals(signInToken)
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256")
                                .digest(asks.path("codeVerifier").asText().getBytes(StandardCharsets.US_ASCII)))
                        .equals(challenges.remove(asks.path("code").asText()));
        if (denied || !isGranted) {
            return json(
                    403,
                    "AccessDeniedException",
                    "{\"error\":\"TOKEN_EXPIRED\",\"message\":\"The token has expired.\"}");
        }
        signInToken = "sign-in-" + asked.size();
        String identity = "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"sub\":\"%s\",\"iat\":%d}"
                                .formatted(who, Instant.now().getEpochSecond())
                                .getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
        return json(200, "", """
                {"accessToken":{"accessKeyId":"test","secretAccessKey":"test","sessionToken":"%s"},
                "tokenType":"urn:aws:params:oauth:token-type:access_token_sigv4","expiresIn":%d,
                "refreshToken":"%s"%s}""".formatted(
                newSession(), lifetime.toSeconds(), signInToken, isRenewal ? "" : ",\"idToken\":\"" + identity + "\""));
    }

    /// RFC 9449: signed by the key that it shows, for this address.
    private static void requireProof(String proof) throws IOException, GeneralSecurityException {
        String[] parts = proof.split("\\.");
        JsonNode head = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode said = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(number(head, "x"), number(head, "y"));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                || !said.path("htm").asText().equals("POST")
                || !said.path("htu").asText().endsWith("/v1/token")
                || !head.path("typ").asText().equals("dpop+jwt")) {
            throw new GeneralSecurityException("no proof: " + proof);
        }
    }

    private static BigInteger number(JsonNode head, String name) {
        return new BigInteger(
                1, Base64.getUrlDecoder().decode(head.path("jwk").path(name).asText()));
    }

    private static WireAnswer json(int status, String error, String body) {
        var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (!error.isEmpty()) {
            headers.put("x-amzn-ErrorType", error);
        }
        return new WireAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> fields(String form) {
        var fields = new HashMap<String, String>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
