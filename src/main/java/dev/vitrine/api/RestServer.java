package dev.vitrine.api;

import com.sun.net.httpserver.HttpServer;
import dev.vitrine.connection.CloudFeatures;
import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageType;
import dev.vitrine.service.download.Downloads;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Offers a library over HTTP until it is closed. The library stays its owner's.
public final class RestServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RestServer.class.getName());
    private static final int BACKLOG = 128;
    /// How long requests in flight may go on when the server stops.
    private static final Duration STOPPING = Duration.ofSeconds(20);

    static {
        // Read once by the JDK's server. Without the first, the second packet of an answer waits for the
        // client's acknowledgement.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("jdk.httpserver.maxConnections", "2000");
    }

    private final HttpServer server;
    private final SlowClientGuard slowClientGuard;
    private final Metrics metrics = new Metrics();
    private final ServerAddress address;
    private final Routes routes;
    private final RequestHandler requestHandler;

    private RestServer(HttpServer server, Library library, ServerSettings settings, SlowClientGuard slowClientGuard) {
        this.server = server;
        this.slowClientGuard = slowClientGuard;
        address = new ServerAddress(server.getAddress(), settings.offered());
        routes = routes(library, settings);
        var accessCheck = new AccessCheck(
                new RateLimit(settings.requestsPerSecond(), System::nanoTime), settings, account(settings));
        requestHandler = new RequestHandler(routes, accessCheck, metrics);
        server.createContext("/", requestHandler);
        server.setExecutor(slowClientGuard);
    }

    private Optional<SameAccount> account(ServerSettings settings) {
        Optional<SameAccount> account =
                settings.isForOwnerOnly() ? SameAccount.of(server.getAddress().getPort()) : Optional.empty();
        if (settings.isForOwnerOnly() && account.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    address.printed()
                            + " answers to every account of this machine: this system does not tell them apart."
                            + " Start it with a token where others work here too.");
        }
        return account;
    }

    /// @throws ImageException when the address is taken or not ours
    public static RestServer start(Library library, ServerSettings settings) {
        return start(library, settings, SlowClientGuard.GRACE);
    }

    static RestServer start(Library library, ServerSettings settings, Duration grace) {
        var asked = new InetSocketAddress(settings.address(), settings.port());
        try {
            var started =
                    new RestServer(HttpServer.create(asked, BACKLOG), library, settings, new SlowClientGuard(grace));
            started.server.start();
            if (!settings.address().isLoopbackAddress()) {
                LOG.log(
                        Level.WARNING,
                        started.address.printed()
                                + (settings.token().isPresent()
                                        ? " can be reached from other machines, unencrypted: every request needs the token."
                                        : " is open to everybody who can reach it, to read, change and delete.")
                                + " Put a proxy with TLS in front of it where the network is not your own.");
            }
            return started;
        } catch (BindException e) {
            throw new ImageException.Failed(
                    "Port " + settings.port() + " of " + settings.host()
                            + " cannot be had: another program has it. Choose another with --port.",
                    e);
        } catch (IOException e) {
            throw new ImageException.Failed(
                    "The server cannot listen on " + settings.host() + ": " + e.getMessage() + ".", e);
        }
    }

    /// `http://127.0.0.1:8080`
    public String address() {
        return address.printed();
    }

    Routes routes() {
        return routes;
    }

    /// Refuses new requests; returns when those in flight are answered, or after twenty seconds.
    @Override
    public void close() {
        requestHandler.finish(STOPPING);
        server.stop(0);
        slowClientGuard.close();
    }

    private Routes routes(Library library, ServerSettings settings) {
        Clock clock = Clock.systemUTC();
        var routes = new ArrayList<Route>();
        ImageEndpoint.Linking linking = library.cloud()
                .<ImageEndpoint.Linking>map(RestServer::storeLinks)
                .orElseGet(() -> {
                    var originalDownloads = new OriginalDownloads(
                            library, new SignedLinks(LinkKey.of(settings.linkKey()), clock), address);
                    routes.add(new Route(
                            "GET", "/content/{user_id}/{image_id}", Route.Access.ANYONE, originalDownloads::open));
                    return originalDownloads::link;
                });
        var imageEndpoint = new ImageEndpoint(library, linking, settings.linkLifetime(), clock);
        var uploadEndpoint = new UploadEndpoint(library, imageEndpoint, settings.maxImageBytes());
        var statusEndpoint = new StatusEndpoint(library, metrics);
        routes.addAll(List.of(
                new Route("GET", "/images", Route.Access.TOKEN, imageEndpoint::list),
                new Route("POST", "/images", Route.Access.TOKEN, uploadEndpoint::fromJson),
                new Route("PUT", "/images", Route.Access.TOKEN, uploadEndpoint::fromBytes),
                new Route("GET", "/images/{image_id}", Route.Access.TOKEN, imageEndpoint::show),
                new Route("PATCH", "/images/{image_id}", Route.Access.TOKEN, imageEndpoint::change),
                new Route("DELETE", "/images/{image_id}", Route.Access.TOKEN, imageEndpoint::delete),
                new Route("GET", "/health", Route.Access.ANYONE, statusEndpoint::health),
                new Route("GET", "/metrics", Route.Access.TOKEN, statusEndpoint::metrics),
                new Route("GET", "/openapi.json", Route.Access.ANYONE, statusEndpoint::openApi)));
        return new Routes(routes);
    }

    /// The cloud answers its links itself.
    private static ImageEndpoint.Linking storeLinks(CloudFeatures cloud) {
        return (_, image, download, lifetime) -> {
            String type = image.facts().type().map(ImageType::contentType).orElse("");
            return download
                    ? cloud.links().download(image.readKey(), type, Downloads.safeName(image), lifetime)
                    : cloud.links().view(image.readKey(), type, lifetime);
        };
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
