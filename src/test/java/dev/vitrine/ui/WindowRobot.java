package dev.vitrine.ui;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testfx.api.FxRobot;
import org.testfx.service.query.NodeQuery;
import org.testfx.service.query.PointQuery;

/// A robot that looks on the FX thread, too: TestFX clicks and types there, but looks for nodes and asks where they
/// are on the thread of the test. A look changes what a node keeps about its bounds, so that two looks at once break
/// either of them, here or in the layout.
public final class WindowRobot extends FxRobot {
    /// Found by itself, for all tests.
    public static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == WindowRobot.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return new WindowRobot();
        }
    }

    @Override
    public NodeQuery lookup(String query) {
        return onFxThread(NodeQuery.class, super.lookup(query));
    }

    @Override
    public <T extends Node> NodeQuery lookup(Predicate<T> predicate) {
        return onFxThread(NodeQuery.class, super.lookup(predicate));
    }

    @Override
    public NodeQuery from(Node... parents) {
        return onFxThread(NodeQuery.class, super.from(parents));
    }

    @Override
    public NodeQuery from(Collection<Node> parents) {
        return onFxThread(NodeQuery.class, super.from(parents));
    }

    @Override
    public PointQuery point(Node node) {
        return onFxThread(PointQuery.class, super.point(node));
    }

    /// @return where `node` is
    public static Bounds boundsInScene(Node node) {
        return look(() -> node.localToScene(node.getLayoutBounds()));
    }

    /// @return what `look` sees on the FX thread
    public static <T> T look(Supplier<T> look) {
        return Platform.isFxApplicationThread()
                ? look.get()
                : CompletableFuture.supplyAsync(look, Platform::runLater).join();
    }

    private static <Q> Q onFxThread(Class<Q> type, Q query) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        Object answer = look(() -> {
                            try {
                                return method.invoke(query, arguments);
                            } catch (ReflectiveOperationException thrown) {
                                throw new CompletionException(thrown.getCause());
                            }
                        });
                        return type.isInstance(answer) ? onFxThread(type, type.cast(answer)) : answer;
                    } catch (CompletionException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
