package dev.vitrine.store.aws;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Who one is for a proxy. Never printed.
record ProxyLogin(String user, String password) {
    /// By default the JDK does not tell a proxy a password without encryption. Whoever wrote one into `HTTPS_PROXY`
    /// asked for that: no other kind of proxy takes it.
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

    /// To be called before anything opens a connection: the JDK looks once.
    static void allowTunnels() {
        if (System.getProperty(TUNNELING) == null) {
            System.setProperty(TUNNELING, "");
        }
    }

    /// @param text `user:password`, percent-encoded; what is no encoding is taken as it stands
    static ProxyLogin of(String text) {
        int colon = text.indexOf(':');
        return new ProxyLogin(
                decoded(colon < 0 ? text : text.substring(0, colon)),
                decoded(colon < 0 ? "" : text.substring(colon + 1)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    @Override
    public String toString() {
        return "ProxyLogin[" + user + "]";
    }

    String header() {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    Answering answering() {
        return new Answering(this);
    }

    /// Answers the JDK's question once a connection: asked again, the answer was wrong.
    static final class Answering extends Authenticator {
        private final ProxyLogin login;
        private final ThreadLocal<Boolean> answered = new ThreadLocal<>();

        private Answering(ProxyLogin login) {
            this.login = login;
        }

        /// Of a connection of this thread.
        void begin() {
            answered.remove();
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY || Boolean.TRUE.equals(answered.get())) {
                return null;
            }
            answered.set(true);
            return new PasswordAuthentication(
                    asSent(login.user), asSent(login.password).toCharArray());
        }

        /// The JDK sends one byte for each character (RFC 7617 leaves it open): so they are those of UTF-8.
        private static String asSent(String text) {
            return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        }
    }
}
